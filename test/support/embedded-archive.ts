import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startViewer } from '@echonet/viewer';

export interface RunningArchive {
  /** Root of the service, without a trailing slash. */
  readonly dicomwebUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the viewer for its archive alone, with empty files in place of OHIF.
 *
 * @param folder for its files
 */
export async function startEmbeddedArchive(folder: string): Promise<RunningArchive> {
  await writeFile(path.join(folder, 'index.html'), '<title>viewer</title>');
  await writeFile(path.join(folder, 'app-config.js'), 'window.config = {};');
  const viewer = await startViewer({
    port: 0,
    host: '127.0.0.1',
    ohifDirectory: folder,
    pluginDirectory: folder,
    archiveDirectory: path.join(folder, 'archive'),
  });
  return { dicomwebUrl: `${viewer.url.replace(/\/$/, '')}/dicom-web`, close: () => viewer.close() };
}
