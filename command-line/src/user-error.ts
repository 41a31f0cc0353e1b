/** Something the user can put right; the message is one sentence that says what and how. */
export class UserError extends Error {
  override name = 'UserError';
}

/** What the system says when it cannot do something, and what the user can do about it. */
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
  if (error instanceof UserError) return error.message;
  // Another process passes on a plain object, or the text alone.
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof message !== 'string') return undefined;
  const name = typeof code === 'string' ? code : /^E[A-Z]+(?=:)/.exec(message)?.[0];
  const advice = name === undefined ? undefined : systemErrors[name];
  return advice === undefined ? undefined : `${advice} (${message})`;
}
