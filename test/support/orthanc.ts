import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';
import { startServerProcess } from './server-process';

const executable = ['/usr/sbin/Orthanc', '/usr/bin/Orthanc'].find((file) => existsSync(file));
const pluginFolder = '/usr/share/orthanc/plugins';

/** True where Debian's orthanc and orthanc-dicomweb are installed. */
export const hasOrthanc = executable !== undefined && existsSync(pluginFolder);

/** A running Orthanc with its DICOMweb plugin and an empty database. */
export interface Orthanc {
  /** Root of its DICOMweb service, without a trailing slash. */
  readonly dicomwebUrl: string;
  close(): Promise<void>;
}

/**
 * Starts Debian's Orthanc on a free loopback port, with its database in a temporary folder.
 *
 * @throws Error when Orthanc is not installed, or with its log when it does not answer within 30 s
 */
export async function startOrthanc(): Promise<Orthanc> {
  if (!executable) {
    throw new Error('Orthanc is not installed: apt-get install orthanc orthanc-dicomweb');
  }
  const plugin = (await readdir(pluginFolder)).find((name) => name.includes('DicomWeb'));
  if (!plugin) {
    throw new Error('The DICOMweb plugin is missing: apt-get install orthanc-dicomweb');
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-orthanc-'));
  const [httpPort, dicomPort] = [await freePort(), await freePort()];
  const configuration = {
    Name: 'EchoNet test archive',
    StorageDirectory: path.join(folder, 'storage'),
    IndexDirectory: path.join(folder, 'index'),
    Plugins: [path.join(pluginFolder, plugin)],
    HttpPort: httpPort,
    DicomPort: dicomPort,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: false,
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
  };
  const configurationFile = path.join(folder, 'orthanc.json');
  await writeFile(configurationFile, JSON.stringify(configuration));
  const dicomwebUrl = `http://127.0.0.1:${httpPort}/dicom-web`;
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const orthanc = await startServerProcess(
      executable,
      [configurationFile],
      `${dicomwebUrl}/studies`,
    );
    return {
      dicomwebUrl,
      async close() {
        await orthanc.stop();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
