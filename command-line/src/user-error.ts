/** An error that the user can fix. Its message is one sentence: what is wrong and what to do. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Advice for the errors of the operating system, by code. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full; free some space and give the same command again.',
  EDQUOT: 'Your share of the disk is full; free some space and give the same command again.',
  EACCES: 'Permission is missing; choose another folder or change its rights.',
  EPERM: 'Permission is missing; choose another folder or change its rights.',
  EROFS: 'The disk cannot be written; choose another folder.',
  ENOTDIR: 'A file is where a folder should be; choose another name.',
  EMFILE: 'Too many files are open; raise the limit (ulimit -n) or use fewer --workers.',
};

/**
 * What to tell the user about an error: a {@link UserError}'s sentence, or one for what the system
 * refused, also where another process passed it on.
 *
 * @returns undefined for a fault of this program
 */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UserError) {
    return error.message;
  }
  // Another process passes on a plain object, or the text alone.
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof message !== 'string') {
    return undefined;
  }
  const name = typeof code === 'string' ? code : /^E[A-Z]+(?=:)/.exec(message)?.[0];
  const advice = name === undefined ? undefined : systemErrors[name];
  return advice === undefined ? undefined : `${advice} (${message})`;
}

/** The message of anything thrown, for the middle of a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
