import { spawnSync } from 'node:child_process';
import { UserError } from '@echonet/command-line';

/**
 * Runs a program with its output on the terminal.
 *
 * @param missing message when the program is not installed
 * @param failed message when it exits with an error
 * @throws {UserError} in both cases
 */
export function runVisibly(
  program: string,
  programArguments: readonly string[],
  { missing, failed }: { missing: string; failed: string },
): void {
  const { error, status } = spawnSync(program, programArguments, { stdio: 'inherit' });
  if (error) {
    throw new UserError(missing);
  }
  if (status !== 0) {
    throw new UserError(failed);
  }
}

export function isInstalled(program: string): boolean {
  const { error, status } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  return !error && status === 0;
}
