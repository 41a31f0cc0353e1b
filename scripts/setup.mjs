import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { anyOf, missingPrograms } from './programs.mjs';
import { run } from './install.mjs';

/** @typedef {import('./programs.mjs').Program} Program */

/**
 * How packages are installed on a system.
 *
 * @typedef {object} System
 * @property {'apt' | 'dnf' | 'zypper' | 'pacman' | 'brew'} manager
 * @property {boolean} isUbuntu
 */

const installers = {
  apt: ['apt-get', 'install', '--no-install-recommends'],
  dnf: ['dnf', 'install'],
  zypper: ['zypper', 'install'],
  pacman: ['pacman', '-S'],
  brew: ['brew', 'install'],
};

/**
 * The package manager to use, undefined where there is none that we know.
 *
 * @param {(program: string) => boolean} has whether a program is on the path
 * @param {string} osRelease text of /etc/os-release, empty where there is none
 * @returns {System | undefined}
 */
export function systemOf(has, osRelease) {
  const manager = Object.keys(installers).find((name) => has(installers[name][0]));
  return manager && { manager, isUbuntu: /^ID="?ubuntu"?$/m.test(osRelease) };
}

/**
 * The package of a program, undefined where the system has none.
 *
 * @param {Program} program
 * @param {System | undefined} system
 * @returns {string | undefined}
 */
function packageOf({ packages }, system) {
  if (!system) return undefined;
  const ofUbuntu = system.isUbuntu && system.manager === 'apt' ? packages.ubuntu : undefined;
  return (ofUbuntu ?? packages[system.manager]) || undefined;
}

/**
 * @param {Program[]} missing
 * @param {System | undefined} system
 * @returns {string[]} packages, each once
 */
export function packagesFor(missing, system) {
  return [...new Set(missing.map((program) => packageOf(program, system)).filter(Boolean))];
}

/**
 * The command that installs packages, for a user to type.
 *
 * @param {string[]} packages
 * @param {System} system
 * @param {boolean} isRoot
 * @returns {string}
 */
export function installCommand(packages, { manager }, isRoot) {
  const sudo = isRoot || manager === 'brew' ? [] : ['sudo'];
  return [...sudo, ...installers[manager], ...packages].join(' ');
}

/**
 * Lines that say how to get what is missing: one command, and an address for what has no package.
 *
 * @param {Program[]} missing
 * @param {System | undefined} system
 * @param {boolean} isRoot
 * @returns {string[]}
 */
export function advice(missing, system, isRoot) {
  const packages = packagesFor(missing, system);
  const unpackaged = missing.filter((program) => !packageOf(program, system));
  return [
    `Not installed: ${missing.map(({ name }) => name).join(', ')}.`,
    ...(packages.length > 0 ? [`To install: ${installCommand(packages, system, isRoot)}`] : []),
    ...unpackaged.map(({ name, packages: { ubuntu }, home }) =>
      system?.isUbuntu && ubuntu === ''
        ? `Ubuntu packages ${name} as a snap, which cannot see the tests' files: install Google Chrome's .deb package (${home}), or name another ${name} in CHROMIUM_PATH.`
        : `No package of ${name} is known for this system: see ${home}`,
    ),
  ];
}

/**
 * One line for each group of tests that does not run, with the programs it lacks.
 *
 * @param {Program[]} missing
 * @returns {string[]}
 */
export function leftOut(missing) {
  const groups = [...new Set(missing.map(({ tests }) => tests))];
  return groups.map((group) => {
    const lacking = missing.filter(({ tests }) => tests === group).map(({ name }) => name);
    return `Left out, without ${lacking.join(' and ')}: ${group}.`;
  });
}

/**
 * Installs the programs that tests use: on Debian and Ubuntu as root or with sudo; elsewhere it
 * only says how.
 *
 * @param {string} root folder that commands run in
 * @param {(line: string) => void} log told what happens, one line each
 * @returns {Promise<Program[]>} those still missing
 */
export async function installPrograms(root, log) {
  const missing = missingPrograms();
  if (missing.length === 0) return missing;
  const system = systemOf(
    (program) => anyOf(program)() !== undefined,
    existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
  );
  const packages = packagesFor(missing, system);
  const asRoot = system?.manager === 'apt' ? becomeRoot() : undefined;
  if (asRoot && packages.length > 0) await installWithApt(packages, asRoot, root, log);
  const stillMissing = missingPrograms();
  const started = missing.filter((one) => one.isService && !stillMissing.includes(one));
  if (started.length > 0 && existsSync('/run/systemd/system')) {
    const services = packagesFor(started, system).join(' ');
    log(
      `Debian has started ${services}; the tests start their own: sudo systemctl disable --now ${services}`,
    );
  }
  if (stillMissing.length > 0) {
    for (const line of advice(stillMissing, system, isRoot())) log(line);
  }
  return stillMissing;
}

async function installWithApt(packages, asRoot, root, log) {
  log(`Installing what the tests need with apt-get, a few minutes: ${packages.join(' ')}`);
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  await run([...apt, 'update'], root);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const code = await run([...apt, ...install], root, 'ignore');
  if (code !== 0) log('apt-get could not install them (its own message is above).');
}

const isRoot = () => process.getuid?.() === 0;

/** What to put before a command that needs root; undefined where nobody could be asked for a password. */
function becomeRoot() {
  if (isRoot()) return [];
  if (!anyOf('sudo')()) return undefined;
  if (process.stdin.isTTY) return ['sudo'];
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return status === 0 ? ['sudo', '-n'] : undefined;
}
