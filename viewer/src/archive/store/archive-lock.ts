import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';

/**
 * Locks an archive folder, so that one process at a time writes to it. A lock left by a killed
 * process is taken over.
 *
 * @returns a function that unlocks it
 * @throws UserError when a running process holds the lock
 */
export async function lockArchive(directory: string): Promise<() => Promise<void>> {
  const file = path.join(directory, 'lock');
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (owner !== process.pid && isAlive(owner)) {
      throw new UserError(
        `The archive ${directory} is in use by process ${owner}: stop that viewer, or choose another folder with --archive.`,
      );
    }
    await rm(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
