import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Installs from the lockfile where node_modules is missing, unfinished or of another lockfile.
 * Plain Node only: this runs before there is anything to import.
 *
 * npm writes node_modules/.package-lock.json last, when everything is in place, so that file says
 * what is installed; no stamp of our own could be more honest.
 *
 * @param {string} root folder of package-lock.json
 * @param {(line: string) => void} log told what happens, one line each
 * @throws {Error} with one full sentence when npm fails.
 */
export async function ensureInstalled(root, log) {
  const wanted = await readLockfile(path.join(root, 'package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or damaged: restore it from git.');
  const installed = await readLockfile(path.join(root, 'node_modules/.package-lock.json'));
  if (installed && agree(wanted, installed)) return;
  log(
    installed
      ? 'The lockfile has changed: installing again (npm ci)'
      : 'First start: installing from the lockfile (npm ci), a few minutes',
  );
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  // npm draws a spinner on a terminal alone; elsewhere a line now and then shows life.
  const sign = process.stdout.isTTY
    ? undefined
    : setInterval(() => log(`… ${seconds()} s`), 15_000);
  const code = await run(npmCommand(['ci', '--no-audit', '--no-fund']), root);
  clearInterval(sign);
  if (code !== 0) {
    throw new Error(
      'npm could not install the dependencies (its own message is above): check the network and start again.',
    );
  }
  log(`Installed in ${seconds()} s`);
}

/**
 * The command line that runs the npm which started us, or the one on the path.
 *
 * @param {string[]} args
 * @returns {string[]}
 */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
}

/**
 * Runs a command on our own terminal and gives its exit code. Ctrl-C reaches the command itself;
 * we wait for it to finish.
 *
 * @param {string[]} command
 * @param {string} directory
 * @param {'inherit' | 'ignore'} output what becomes of its standard output
 * @returns {Promise<number>}
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

/** @returns {Promise<Record<string, {version?: string, link?: boolean, optional?: boolean}> | undefined>} */
async function readLockfile(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** True when what is installed is what the lockfile wants; optional packages may be absent. */
function agree(wanted, installed) {
  const same = (a, b) => a?.version === b?.version && a?.integrity === b?.integrity;
  const isPackage = (name) => name.startsWith('node_modules/') || name.includes('/node_modules/');
  return (
    Object.entries(wanted).every(
      ([name, entry]) =>
        !isPackage(name) || entry.optional || entry.devOptional || entry.peer || name in installed,
    ) &&
    Object.entries(installed).every(
      ([name, entry]) => !isPackage(name) || same(entry, wanted[name]),
    )
  );
}
