import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * The folder of this process for files under way. Those of processes of this machine that have ended, as
 * killed ones leave them, are removed.
 *
 * @param stateFolder may be shared with other machines
 */
export function incomingFolder(stateFolder: string): string {
  const all = path.join(stateFolder, 'incoming');
  const prefix = `${hostname()}-`;
  for (const name of namesIn(all)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) {
      rmSync(path.join(all, name), { recursive: true, force: true });
    }
  }
  return path.join(all, `${prefix}${process.pid}`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // There is none before the first study.
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
