import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Runs `npm ci` when node_modules is missing, incomplete or of another lockfile. Imports Node's own
 * modules only, since it runs before any dependency is installed.
 *
 * npm writes node_modules/.package-lock.json last, after every package, so that file is a reliable
 * record of what is installed.
 *
 * @param {string} root folder of package-lock.json
 * @param {(line: string) => void} log called with each line of progress
 * @throws {Error} with one full sentence, when npm fails or there is no readable lockfile
 */
export async function ensureInstalled(root, log) {
  const wanted = await readLockfile(path.join(root, 'package-lock.json'));
  if (!wanted) {
    throw new Error('package-lock.json is missing or damaged: restore it from git.');
  }
  const installed = await readLockfile(path.join(root, 'node_modules/.package-lock.json'));
  if (installed && agree(wanted, installed)) {
    return;
  }
  log(
    installed
      ? 'The lockfile has changed: installing again (npm ci)'
      : 'First start: installing from the lockfile (npm ci), a few minutes',
  );
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  // npm shows a spinner only on a terminal; elsewhere print the elapsed time at intervals.
  const progress = process.stdout.isTTY
    ? undefined
    : setInterval(() => log(`… ${seconds()} s`), 15_000);
  const code = await run(npmCommand(['ci', '--no-audit', '--no-fund']), root);
  clearInterval(progress);
  if (code !== 0) {
    throw new Error(
      'npm could not install the dependencies (its own message is above): check the network and start again.',
    );
  }
  log(`Installed in ${seconds()} s`);
}

/**
 * The command that runs the npm that started this process, or else the npm on the PATH.
 *
 * @param {string[]} args
 * @returns {string[]}
 */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
}

/**
 * Runs a command on this process's terminal. Ctrl-C reaches the command itself, so this process
 * ignores it and waits for the command to exit.
 *
 * @param {string[]} command
 * @param {string} directory
 * @param {'inherit' | 'ignore'} output of the command's standard output
 * @returns {Promise<number>} the exit code: 127 when the command cannot start, 1 after a signal
 */
export function run([program, ...args], directory, output = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: directory, stdio: ['inherit', output, 'inherit'] });
    const ignore = () => undefined;
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', pass);
    const finish = (code) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', pass);
      resolve(code);
    };
    child.once('error', () => finish(127));
    child.once('exit', (code) => finish(code ?? 1));
  });
}

/** @returns {Promise<Record<string, {version?: string, link?: boolean, optional?: boolean, extraneous?: boolean}> | undefined>} */
async function readLockfile(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether the installed packages are those of the lockfile; optional ones may be absent. `npm ci` leaves
 * packages of an older lockfile in the folders of workspaces, and lists them as extraneous.
 */
function agree(wanted, installed) {
  const same = (a, b) => a?.version === b?.version && a?.integrity === b?.integrity;
  const isPackage = (name) => name.startsWith('node_modules/') || name.includes('/node_modules/');
  return (
    Object.entries(wanted).every(
      ([name, entry]) =>
        !isPackage(name) || entry.optional || entry.devOptional || entry.peer || name in installed,
    ) &&
    Object.entries(installed).every(
      ([name, entry]) => !isPackage(name) || entry.extraneous || same(entry, wanted[name]),
    )
  );
}
