/** Runs commands of the training program for scripts that make models. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('../bin/echonet.mjs', import.meta.url));

function isFinished(run: string): boolean {
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

/** Trains a run, or what is left of it. @param start options of a new run */
export function train(run: string, compute: readonly string[], start: readonly string[]): void {
  if (isFinished(run)) {
    return say(`${run} is finished.`);
  }
  if (existsSync(path.join(run, 'run.json'))) {
    return echonet('train', '--resume', run, ...compute);
  }
  echonet('train', ...start, ...compute);
}

/** @param compared folders of runs with the same test patients */
export function evaluate(
  run: string,
  compute: readonly string[],
  compared: readonly string[] = [],
): void {
  const compare = compared.length > 0 ? ['--compare', ...compared] : [];
  echonet('evaluate', '--run', run, ...compute, ...compare);
}

/** Changes the list of models beside a model's folder, where there is one. */
export function changeModelList(
  model: string,
  change: (list: Readonly<Record<string, unknown>>, name: string) => Record<string, unknown>,
): void {
  const file = path.join(path.dirname(path.resolve(model)), 'index.json');
  if (existsSync(file)) {
    const list = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const changed = change(list, path.basename(model));
    writeFileSync(file, `${JSON.stringify(changed, undefined, 2)}\n`);
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
