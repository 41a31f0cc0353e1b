import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';

const executable = ['/usr/sbin/Orthanc', '/usr/bin/Orthanc'].find((file) => existsSync(file));
const pluginFolder = '/usr/share/orthanc/plugins';

/** True where Debian's orthanc and orthanc-dicomweb are installed. */
export const hasOrthanc = executable !== undefined && existsSync(pluginFolder);

/** A running Orthanc with its DICOMweb plugin and an empty database of its own. */
export interface Orthanc {
  /** Root of its DICOMweb service, without a trailing slash. */
  dicomwebUrl: string;
  close(): Promise<void>;
}

/**
 * Starts Debian's Orthanc on a free loopback port with an empty database in a temporary folder.
 *
 * @throws Error when Orthanc is not installed or does not answer within 30 s (its log is included).
 */
export async function startOrthanc(): Promise<Orthanc> {
  if (!executable)
    throw new Error('Orthanc is not installed: apt-get install orthanc orthanc-dicomweb');
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-orthanc-'));
  const [httpPort, dicomPort] = [await freePort(), await freePort()];
  const plugin = (await readdir(pluginFolder)).find((name) => name.includes('DicomWeb'));
  if (!plugin) throw new Error('The DICOMweb plugin is missing: apt-get install orthanc-dicomweb');
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
  const orthanc = spawn(executable, [configurationFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  orthanc.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  orthanc.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));

  const close = async (): Promise<void> => {
    if (orthanc.exitCode === null) {
      orthanc.kill('SIGTERM');
      await once(orthanc, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };

  const dicomwebUrl = `http://127.0.0.1:${httpPort}/dicom-web`;
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && orthanc.exitCode === null) {
    const answer = await fetch(`${dicomwebUrl}/studies`).catch(() => undefined);
    if (answer?.ok) return { dicomwebUrl, close };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await close();
  throw new Error(`Orthanc did not answer at ${dicomwebUrl} within 30 s.\n${log}`);
}
