import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { npmCommand } from '../npm';
import { runProcess } from './run-process';

/** Sources of the plugin, relative to the repository. */
const sources = [
  'extension/src',
  'extension/webpack.config.mjs',
  'extension/webpack.config.cjs',
  'mode/src',
  'dicom/src',
  'engine/assembly',
  'engine/src',
  'models/src',
  'models/bundled',
  'package-lock.json',
];

/**
 * Builds the plugin with `npm run build` when it is missing or older than its sources.
 *
 * @throws UserError when the build fails; its own output comes before.
 */
export async function buildPluginIfStale(
  repository: string,
  plugin: string,
  log: (line: string) => void,
): Promise<void> {
  const built = await modificationTime(path.join(plugin, 'extension.js'));
  const changed = Math.max(
    ...(await Promise.all(sources.map((name) => newestChange(path.join(repository, name))))),
  );
  if (built !== undefined && built >= changed) {
    return;
  }
  log(
    built === undefined ? 'Building the plugin' : 'The plugin is older than its sources: building',
  );
  const code = await runProcess(npmCommand(['run', 'build']), repository, 'inherit');
  if (code !== 0) {
    throw new UserError('The plugin could not be built; the message above says why.');
  }
}

async function modificationTime(file: string): Promise<number | undefined> {
  return existsSync(file) ? (await stat(file)).mtimeMs : undefined;
}

/**
 * Latest modification time in a file or folder, in ms since the epoch; 0 when it does not exist.
 */
async function newestChange(fileOrFolder: string): Promise<number> {
  const own = await modificationTime(fileOrFolder);
  if (own === undefined) {
    return 0;
  }
  if (!(await stat(fileOrFolder)).isDirectory()) {
    return own;
  }
  const names = await readdir(fileOrFolder);
  const changes = await Promise.all(
    names.map((name) => newestChange(path.join(fileOrFolder, name))),
  );
  return Math.max(0, ...changes);
}
