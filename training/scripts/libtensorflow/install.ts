import { createRequire } from 'node:module';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '@echonet/command-line';
import { isInstalled, runVisibly } from './run';
import { wheel } from './wheel';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const require = createRequire(import.meta.url);

/** Node-API level of the binding's folder name: the highest one that tfjs-node's loader knows. */
const napiVersion = 8;

const unpackProgram = `
import sys, zipfile
archive, target, *prefixes = sys.argv[1:]
with zipfile.ZipFile(archive) as wheel:
    for entry in wheel.namelist():
        if not entry.endswith('/') and any(entry.startswith(prefix) for prefix in prefixes):
            wheel.extract(entry, target)
`;

function findPython(): string {
  const python = ['python3', 'python'].find(isInstalled);
  if (!python) {
    throw new UserError(
      'Python 3 with pip is needed to fetch libtensorflow, and none was found: install python3 and python3-pip, or train on another backend (echonet train --backend webgpu or cpu).',
    );
  }
  return python;
}

/** Downloads the wheel into `folder` and returns its path; pip checks the hash. */
function downloadWheel(python: string, folder: string): string {
  const requirements = path.join(folder, 'requirements.txt');
  writeFileSync(requirements, `${wheel.project}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  runVisibly(
    python,
    [
      '-m',
      'pip',
      'download',
      '--disable-pip-version-check',
      '--require-hashes',
      '--no-deps',
      '--only-binary=:all:',
      '--implementation',
      'cp',
      '--python-version',
      wheel.pythonVersion,
      '--platform',
      wheel.platform,
      '--dest',
      folder,
      '--requirement',
      requirements,
    ],
    {
      missing: 'pip could not be started.',
      failed: `pip could not fetch ${wheel.project} ${wheel.version} (its message is above): check that the machine has pip and reaches PyPI or a mirror of it (PIP_INDEX_URL), then run this again.`,
    },
  );
  const tag = `cp${wheel.pythonVersion.replace('.', '')}`;
  const name = wheel.project.replace('-', '_');
  return path.join(
    folder,
    `${name}-${wheel.version}-${tag}-${tag}-${wheel.platform}.manylinux2014_x86_64.whl`,
  );
}

/** Unpacks libraries and headers into `target`; on failure nothing is left there. */
function unpackWheel(python: string, archive: string, target: string): void {
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  runVisibly(python, ['-c', unpackProgram, archive, partial, ...wheel.entries], {
    missing: 'Python could not be started.',
    failed: `${archive} could not be unpacked: is the disk full? (about 700 MB are needed)`,
  });
  renameSync(path.join(partial, 'tensorflow'), target);
  rmSync(partial, { recursive: true, force: true });
}

const compilerMissing =
  'A C++ compiler is needed to build the binding, and g++ was not found: install it (Debian: apt-get install g++) or name yours in CXX.';

function compiler(): string {
  return process.env['CXX'] ?? 'g++';
}

/** Compiles tfjs-node's binding from the sources in its npm package. */
function compileBinding(packageFolder: string, libraries: string): void {
  const headers = path.join(path.dirname(require.resolve('node-api-headers')), 'include');
  const output = path.join(packageFolder, 'lib', `napi-v${napiVersion}`);
  mkdirSync(output, { recursive: true });
  runVisibly(
    compiler(),
    [
      '-std=c++17',
      '-O2',
      '-fPIC',
      '-shared',
      '-w',
      `-DNAPI_VERSION=${napiVersion}`,
      '-DNODE_GYP_MODULE_NAME=tfjs_binding',
      '-I',
      path.join(libraries, 'include'),
      '-I',
      headers,
      path.join(packageFolder, 'binding', 'tfjs_backend.cc'),
      path.join(packageFolder, 'binding', 'tfjs_binding.cc'),
      '-L',
      libraries,
      '-l:libtensorflow_cc.so.2',
      '-l:libtensorflow_framework.so.2',
      // The loader searches beside the binding, so the checkout can be moved.
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      '-o',
      path.join(output, 'tfjs_binding.node'),
    ],
    {
      missing: compilerMissing,
      failed: 'The binding did not compile; the compiler says above why.',
    },
  );
}

/** Multiplies two matrices with the new binding, in this process. */
async function selfTest(): Promise<string> {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const tf = await import('@tensorflow/tfjs-core');
  require('@tensorflow/tfjs-node');
  await tf.setBackend('tensorflow');
  const size = 256;
  const a = tf.ones([size, size]);
  const product = tf.matMul(a, a);
  const values = await product.data();
  if (tf.getBackend() !== 'tensorflow' || values.some((value) => value !== size)) {
    throw new UserError('The binding loads, but a product of two matrices of ones is wrong.');
  }
  return `${size}x${size} matrix product is right`;
}

/**
 * Downloads libtensorflow in PyPI's wheel, builds tfjs-node's binding against it and tests it.
 * Downloads stay in .cache/libtensorflow, so that after a fresh `npm ci` only the compilation is
 * repeated.
 *
 * @throws {UserError} saying what is missing
 */
export async function installLibtensorflow(say: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UserError(
      `libtensorflow is taken from a Linux x86-64 wheel; this is ${process.platform} ${process.arch}: train on another backend (echonet train --backend webgpu or cpu).`,
    );
  }
  let packageFolder: string;
  try {
    packageFolder = path.dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    throw new UserError(
      'The optional package @tensorflow/tfjs-node is not installed: run npm ci (without --omit=optional).',
    );
  }
  // Checked before 200 MB are downloaded.
  if (!isInstalled(compiler())) {
    throw new UserError(compilerMissing);
  }
  const cache = path.join(repository, '.cache', 'libtensorflow');
  const libraries = path.join(cache, wheel.version);
  mkdirSync(cache, { recursive: true });
  if (existsSync(libraries)) {
    say(`1/4 libtensorflow ${wheel.version} is already in ${libraries}`);
  } else {
    say(`1/4 Fetching ${wheel.project} ${wheel.version} with pip (200 MB, hash checked)`);
    const python = findPython();
    const archive = downloadWheel(python, cache);
    say('2/4 Unpacking libraries and C headers (610 MB)');
    unpackWheel(python, archive, libraries);
    rmSync(archive);
  }
  say('3/4 Compiling the binding of @tensorflow/tfjs-node');
  mkdirSync(path.join(packageFolder, 'deps'), { recursive: true });
  const link = path.join(packageFolder, 'deps', 'lib');
  rmSync(link, { recursive: true, force: true });
  symlinkSync(path.relative(path.dirname(link), libraries), link);
  compileBinding(packageFolder, libraries);
  say(`4/4 Self-test: ${await selfTest()}`);
  say('Done: training now runs on tfjs-node.');
}
