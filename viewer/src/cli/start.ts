import { Archive } from '../archive/store/archive';
import { isLoopback } from '../loopback';
import { checkDicomweb } from '../proxy/check-dicomweb';
import { defaultFolders, startViewer, type RunningViewer } from '../server';
import { isPluginBuilt } from '../ohif/static-files';
import { buildPluginIfStale } from './build-plugin';
import { addDemoStudy } from './demo-study';
import { importFolder } from './import-folder';
import type { CliOptions } from './options';
import { checkPort } from './check-port';

/**
 * Everything that `npm start` does after installing: checks what can be checked at once, builds the
 * plugin, fills the archive and serves.
 *
 * @param log told what happens, one line each
 * @throws UserError with one sentence for whatever the user can put right.
 */
export async function start(
  options: CliOptions,
  log: (line: string) => void,
): Promise<RunningViewer> {
  await checkPort(options.port, options.host);
  const service = options.dicomweb
    ? { url: options.dicomweb, authorization: options.authorization }
    : undefined;
  if (service) {
    await checkDicomweb(service);
  }
  const archive = service ? undefined : await Archive.open(options.archive);
  try {
    if (archive && options.dicom) {
      await importFolder(archive, options.dicom, log);
    }
    await buildPluginIfStale(defaultFolders.repository, defaultFolders.plugin, log);
    if (archive?.catalogue.size === 0) {
      await addDemoStudy(archive, defaultFolders.repository, log);
    }
    const viewer = await startViewer({
      port: options.port,
      host: options.host,
      ohifVersion: options.ohif,
      modelsDirectory: options.models,
      log,
      ...(service
        ? { dicomwebUrl: service.url, dicomwebAuthorization: service.authorization }
        : { archive }),
    });
    announce(viewer.url, options, archive, log);
    return viewer;
  } catch (error) {
    await archive?.close();
    throw error;
  }
}

function announce(
  url: string,
  options: CliOptions,
  archive: Archive | undefined,
  log: (line: string) => void,
): void {
  if (!isPluginBuilt(defaultFolders.plugin)) {
    log('EchoNet is not built: this is the stock viewer.');
  }
  if (!isLoopback(options.host)) {
    log(`Every machine that reaches ${options.host} can read and add studies: there is no login.`);
  }
  log(
    archive
      ? `Archive: ${archive.directory} (${archive.catalogue.size} instances)`
      : `Archive: ${options.dicomweb}`,
  );
  log(`\nEchoNet for OHIF is ready: ${url}\nCtrl-C closes it.`);
}
