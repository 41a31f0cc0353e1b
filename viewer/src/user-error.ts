/**
 * Something the person at the terminal can put right: a taken port, an unreadable folder, a missing
 * network. Its message is one full sentence; the command line prints it without a stack trace.
 */
export class ReaderError extends Error {
  override readonly name = 'ReaderError';
}

/** The message of anything thrown, for the middle of a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
