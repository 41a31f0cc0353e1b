import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './paths';

const run = promisify(execFile);

/**
 * Installs packages of Python once into a virtual environment below .cache.
 *
 * @param requirements with exact versions, such as 'pydicom==3.0.2'
 * @returns its interpreter; undefined, with the reason on the console, where that fails
 */
export async function pythonWith(
  name: string,
  requirements: readonly string[],
): Promise<string | undefined> {
  const versions = requirements.map((text) => text.replace('==', '-')).join('-');
  const environment = path.join(repositoryRoot, '.cache', `python-${name}-${versions}`);
  const python = path.join(environment, 'bin', 'python');
  if (existsSync(python)) {
    return python;
  }
  const unfinished = await mkdtemp(`${environment}-`).catch(async () => {
    await mkdir(path.dirname(environment), { recursive: true });
    return mkdtemp(`${environment}-`);
  });
  try {
    await run('python3', ['-m', 'venv', unfinished]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(path.join(unfinished, 'bin', 'python'), [...pip, ...requirements], {
      timeout: 180_000,
    });
    await rename(unfinished, environment);
    return python;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process can have installed it meanwhile.
    if (existsSync(python)) {
      return python;
    }
    console.warn(`Checks with ${versions} are left out: ${(error as Error).message}`);
    return undefined;
  }
}
