import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { messageOf, UserError } from '@echonet/command-line';
import { npmCommand } from '../npm';
import versions from '../../ohif-versions.json' with { type: 'json' };

/** Default version. */
export const defaultOhifVersion = versions.default;

const integrities: Record<string, string | undefined> = versions.integrity;

/** Versions with a recorded SHA-512. */
export const ohifVersions = Object.keys(versions.integrity);

export interface FetchOptions {
  /** Cache folder with one subfolder per version. */
  cacheDirectory: string;
  version?: string;
  /** Called with one line for each step that takes long. */
  log?: (line: string) => void;
  /** Downloads the package's tarball into a folder and returns its path; `npm pack` by default. */
  download?: (version: string, folder: string) => Promise<string>;
}

/**
 * Makes sure that the stock viewer is unpacked, and gives its `dist` folder. It is fetched once, by
 * `npm pack` with the registry that npm is configured for, and checked against the recorded SHA-512.
 *
 * @throws UserError when the version is unknown, cannot be fetched or is not what was recorded.
 */
export async function fetchOhif({
  cacheDirectory,
  version = defaultOhifVersion,
  log = () => undefined,
  download = npmPack,
}: FetchOptions): Promise<string> {
  const integrity = integrities[version];
  if (!integrity) {
    throw new UserError(
      `OHIF ${version} is not known here; choose one of ${ohifVersions.join(', ')}.`,
    );
  }
  const unpacked = path.join(cacheDirectory, version);
  const dist = path.join(unpacked, 'dist');
  if (existsSync(path.join(dist, 'index.html'))) {
    return dist;
  }

  await mkdir(cacheDirectory, { recursive: true });
  const temporary = await mkdtemp(path.join(cacheDirectory, '.fetching-'));
  try {
    log(`Fetching the OHIF viewer ${version} (50 MB, once)`);
    const tarball = await download(version, temporary);
    await checkIntegrity(tarball, integrity, version);
    log('Unpacking it (200 MB)');
    const folder = path.join(temporary, 'unpacked');
    await mkdir(folder);
    await extract({ file: tarball, cwd: folder, strip: 1 });
    if (!existsSync(path.join(folder, 'dist', 'index.html'))) {
      throw new UserError(`The package of OHIF ${version} holds no built viewer.`);
    }
    // Another process may have been faster; then its copy is the same and stays.
    await rename(folder, unpacked).catch((error: unknown) => {
      if (!existsSync(path.join(dist, 'index.html'))) {
        throw error;
      }
    });
    return dist;
  } catch (error) {
    if (error instanceof UserError) {
      throw error;
    }
    throw new UserError(`The OHIF viewer ${version} could not be unpacked: ${messageOf(error)}.`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Fetches the viewer's package with npm.
 *
 * @param folder where to put the tarball
 * @param environment variables for npm, which may name a registry
 * @throws UserError when npm cannot get it.
 */
export async function npmPack(
  version: string,
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const [program, ...args] = npmCommand([
    'pack',
    `@ohif/app@${version}`,
    '--pack-destination',
    folder,
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    // Or a silent npm around this program would keep the reason to itself.
    '--loglevel=error',
  ]);
  try {
    await promisify(execFile)(program, args, { env: environment });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const reason = stderr?.match(/npm error code (\S+)/)?.[1] ?? messageOf(error).split('\n')[0];
    throw new UserError(
      `The OHIF viewer ${version} could not be fetched from the npm registry (${reason.trim()}): connect to the network and start again.`,
    );
  }
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!tarball) {
    throw new UserError(`npm pack left no package of OHIF ${version}.`);
  }
  return path.join(folder, tarball);
}

async function checkIntegrity(tarball: string, integrity: string, version: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new UserError(
      `The package of OHIF ${version} is not the one recorded in viewer/ohif-versions.json: its SHA-512 differs, so it is not used.`,
    );
  }
}
