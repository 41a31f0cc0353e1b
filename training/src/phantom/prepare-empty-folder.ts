import { mkdir, readdir } from 'node:fs/promises';
import { UserError } from '../user-error';

/** @throws {UserError} when the folder cannot be made or is not empty */
export async function prepareEmptyFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw new UserError(`The folder ${directory} cannot be made: ${(error as Error).message}`);
  }
  if ((await readdir(directory)).length > 0) {
    throw new UserError(`The folder ${directory} is not empty; name a new one with --out.`);
  }
}
