import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * A program that tests use, other than Node.
 *
 * @typedef {object} Program
 * @property {string} name
 * @property {string} tests what is left out without it, as the end of a sentence
 * @property {() => string | undefined} find returns its path on this machine
 * @property {Partial<Record<'apt' | 'ubuntu' | 'dnf' | 'zypper' | 'pacman' | 'brew', string>>} packages
 *   by package manager; on Ubuntu `ubuntu` overrides `apt`, and is empty where apt has no usable one
 * @property {string} home URL of the program, for systems without a package
 * @property {boolean} [isService] whether Debian starts it when it is installed
 * @property {string} [platform] the only `process.platform`-`process.arch` that needs it
 */

/** Whether a file starts a snap. A snap has its own /tmp, so it cannot open the tests' files there. */
export function isSnapLauncher(file) {
  if (path.basename(realpathSync(file)) === 'snap') {
    return true;
  }
  const start = Buffer.alloc(4096);
  const descriptor = openSync(file);
  readSync(descriptor, start);
  closeSync(descriptor);
  const text = start.toString('latin1');
  return text.startsWith('#!') && text.includes('/snap/bin/');
}

/** Finds the first of several programs, each a name on the PATH or an absolute path. */
export const anyOf =
  (...names) =>
  () =>
    names
      .filter(Boolean)
      .flatMap((name) => (path.isAbsolute(name) ? [name] : searchPath().map((f) => `${f}/${name}`)))
      .find((file) => existsSync(file) && !isSnapLauncher(file));

/** Debian installs servers to sbin, which is not on a user's PATH. */
const searchPath = () => [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];

const inFolder = (folder, pattern) => () => {
  const name = existsSync(folder) && readdirSync(folder).find((entry) => pattern.test(entry));
  return name ? path.join(folder, name) : undefined;
};

/** Finds a program that exits with 0 when run with the arguments. */
const ifRuns =
  (program, ...args) =>
  () =>
    spawnSync(program, args, { stdio: 'ignore' }).status === 0 ? program : undefined;

const withOrthanc =
  'the tests against an Orthanc archive; the embedded archive stands in where it can';
const withLibtensorflow =
  'training on libtensorflow; the plain JavaScript backend takes minutes longer';

/** @satisfies {Record<string, Program>} */
export const programs = {
  chromium: {
    name: 'Chromium',
    tests: 'the tests in a browser (test/browser, test/measured, test/bench)',
    find: anyOf(
      process.env.CHROMIUM_PATH,
      'chromium',
      'chromium-browser',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ),
    packages: {
      apt: 'chromium',
      ubuntu: '',
      dnf: 'chromium',
      zypper: 'chromium',
      pacman: 'chromium',
      brew: 'google-chrome',
    },
    home: 'https://www.google.com/chrome',
  },
  orthanc: {
    name: 'Orthanc',
    tests: withOrthanc,
    find: anyOf('Orthanc'),
    packages: { apt: 'orthanc' },
    home: 'https://www.orthanc-server.com',
    isService: true,
  },
  orthancDicomweb: {
    name: "Orthanc's DICOMweb plugin",
    tests: withOrthanc,
    find: inFolder('/usr/share/orthanc/plugins', /DicomWeb/),
    packages: { apt: 'orthanc-dicomweb' },
    home: 'https://www.orthanc-server.com',
  },
  redis: {
    name: 'Redis',
    tests: 'the tests of the queue of studies (test/overnight)',
    find: anyOf('redis-server'),
    packages: {
      apt: 'redis-server',
      dnf: 'redis',
      zypper: 'redis',
      pacman: 'redis',
      brew: 'redis',
    },
    home: 'https://redis.io',
    isService: true,
  },
  nginx: {
    name: 'nginx',
    tests: 'the test of docs/deploy/nginx.conf (test/browser/nginx.spec.ts)',
    find: anyOf('/usr/sbin/nginx', '/usr/bin/nginx'),
    packages: { apt: 'nginx', dnf: 'nginx', zypper: 'nginx', pacman: 'nginx' },
    home: 'https://nginx.org',
    isService: true,
  },
  dciodvfy: {
    name: 'dciodvfy',
    tests: 'the check of written DICOM files against their IOD',
    find: anyOf('dciodvfy'),
    packages: { apt: 'dicom3tools' },
    home: 'https://www.dclunie.com/dicom3tools.html',
  },
  dcmtk: {
    name: 'dcmtk',
    tests: 'the reading of written reports and PDFs by dcmtk (test/reports)',
    find: anyOf('dsrdump'),
    packages: {
      apt: 'dcmtk',
      dnf: 'dcmtk',
      zypper: 'dcmtk',
      brew: 'dcmtk',
    },
    home: 'https://dicom.offis.de',
  },
  pixelMed: {
    name: "PixelMed's validator",
    tests: 'the check of written reports against the templates of DICOM (test/reports)',
    find: anyOf('/usr/share/java/pixelmed.jar'),
    packages: { apt: 'pixelmed-apps' },
    home: 'https://www.pixelmed.com',
  },
  pdftotext: {
    name: 'pdftotext',
    tests: 'the reading of written PDFs (test/reports)',
    find: anyOf('pdftotext'),
    packages: {
      apt: 'poppler-utils',
      dnf: 'poppler-utils',
      zypper: 'poppler-tools',
      pacman: 'poppler',
      brew: 'poppler',
    },
    home: 'https://poppler.freedesktop.org',
  },
  python: {
    name: 'Python 3 with venv',
    tests: 'the reading of written DICOM files with highdicom and pydicom',
    find: ifRuns('python3', '-c', 'import ensurepip, venv'),
    packages: {
      apt: 'python3-venv',
      dnf: 'python3',
      zypper: 'python3',
      pacman: 'python',
      brew: 'python',
    },
    home: 'https://www.python.org',
  },
  pip: {
    name: 'pip',
    tests: withLibtensorflow,
    find: ifRuns('python3', '-m', 'pip', '--version'),
    packages: {
      apt: 'python3-pip',
      dnf: 'python3-pip',
      zypper: 'python3-pip',
      pacman: 'python-pip',
    },
    home: 'https://pip.pypa.io',
    platform: 'linux-x64',
  },
  compiler: {
    name: 'g++',
    tests: withLibtensorflow,
    find: anyOf('g++'),
    packages: { apt: 'g++', dnf: 'gcc-c++', zypper: 'gcc-c++', pacman: 'gcc' },
    home: 'https://gcc.gnu.org',
    platform: 'linux-x64',
  },
};

/** @returns {Program[]} the programs that are not installed on this machine */
export function missingPrograms() {
  const here = `${process.platform}-${process.arch}`;
  return Object.values(programs).filter(
    (program) => (program.platform ?? here) === here && !program.find(),
  );
}
