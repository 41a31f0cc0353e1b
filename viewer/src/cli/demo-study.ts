import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageOf } from '@echonet/command-line';
import type { Archive } from '../archive/store/archive';
import { importFolder } from './import-folder';
import { runProcess } from './run-process';

/**
 * Adds a small simulated study to an empty archive. On failure the viewer starts with an empty
 * archive and says so.
 */
export async function addDemoStudy(
  archive: Archive,
  repository: string,
  log: (line: string) => void,
): Promise<void> {
  log('The archive is empty: making a simulated study');
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-demo-'));
  let output = '';
  try {
    const echonet = path.join(repository, 'training/bin/echonet.mjs');
    const code = await runProcess(
      [process.execPath, echonet, 'phantom', '--demo', '--out', folder],
      repository,
      (text) => (output += text),
    );
    if (code !== 0) {
      throw new Error(output.trim().split('\n').at(-1) ?? `exit code ${code}`);
    }
    // Its labels lie beside the clips.
    await importFolder(
      archive,
      folder,
      () => undefined,
      (file) => file.endsWith('.dcm'),
    );
    if (archive.catalogue.size === 0) {
      throw new Error('the simulated clips could not be stored');
    }
  } catch (error) {
    log(
      `No simulated study could be made (${messageOf(error)}); add your own with --dicom or by upload in the study list.`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
