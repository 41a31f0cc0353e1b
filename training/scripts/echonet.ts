/** Runs commands of the training program for scripts that make models. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('../bin/echonet.mjs', import.meta.url));

export function isFinished(run: string): boolean {
  const file = path.join(run, 'outcome.json');
  if (!existsSync(file)) {
    return false;
  }
  return (JSON.parse(readFileSync(file, 'utf8')) as { finished: boolean }).finished;
}

/** Runs a command unless its output already exists. */
export function once(made: string, ...programArguments: string[]): void {
  if (existsSync(made)) {
    return say(`${made} is there already.`);
  }
  echonet(...programArguments);
}

/** Runs a command; the process ends with its status where that is not 0. */
export function echonet(...programArguments: string[]): void {
  say(`> echonet ${programArguments.join(' ')}`);
  const { status } = spawnSync(process.execPath, [program, ...programArguments], {
    cwd: repository,
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
