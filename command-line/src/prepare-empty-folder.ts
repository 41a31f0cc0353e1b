import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from './user-error';

/**
 * Makes the folder that `--out` names, with its parents.
 *
 * @throws {UserError} when the folder cannot be made or written, or is not empty
 */
export async function prepareEmptyFolder(directory: string): Promise<void> {
  let content: string[];
  try {
    await makeFolder(path.resolve(directory));
    await access(directory, constants.W_OK);
    content = await readdir(directory);
  } catch (error) {
    throw new UserError(
      `The folder ${directory} cannot be written (${reasonOf(error)}); name another one with --out.`,
    );
  }
  if (content.length > 0) {
    throw new UserError(`The folder ${directory} is not empty; name a new one with --out.`);
  }
}

/** Not by mkdir's own recursion, which does not end in /proc, where folders cannot be made. */
async function makeFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(directory)).isDirectory()) {
      return;
    }
    const parent = path.dirname(directory);
    if (code !== 'ENOENT' || (await exists(parent))) {
      throw error;
    }
    await makeFolder(parent);
    await mkdir(directory);
  }
}

async function exists(directory: string): Promise<boolean> {
  return stat(directory).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EEXIST: 'there is a file of this name',
  ENOTDIR: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return (code && reasons[code]) ?? (error as Error).message;
}
