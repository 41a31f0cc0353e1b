import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyInstance } from 'fastify';
import { dicomweb } from './archive/dicomweb';
import { Archive } from './archive/store/archive';
import { dicomwebPath } from './archive/urls';
import { contentPolicies } from './ohif/content-policy';
import { fetchOhif } from './ohif/fetch-ohif';
import { isolate } from './ohif/isolation';
import { staticFiles } from './ohif/static-files';
import { guardHost, isLoopback } from './loopback';
import { dicomwebProxy } from './proxy/dicomweb-proxy';
import { messageOf, ReaderError } from './user-error';

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the viewer finds its files unless told otherwise. */
export const defaultFolders = {
  repository: repositoryRoot,
  archive: path.join(repositoryRoot, 'viewer/archive'),
  plugin: path.join(repositoryRoot, 'dist/echonet'),
  models: path.join(repositoryRoot, 'models/local'),
  ohifCache: path.join(repositoryRoot, '.cache/ohif'),
};

/** What to serve and where. */
export interface ViewerOptions {
  /** TCP port; 0 takes a free one. */
  port: number;
  /** Interface to listen on; loopback unless given. */
  host?: string;
  /** Folder of the embedded archive. Either this, an open archive, or `dicomwebUrl`. */
  archiveDirectory?: string;
  /** An archive that is open already; the viewer closes it. */
  archive?: Archive;
  /** Root of an existing DICOMweb service to use in place of the embedded archive. */
  dicomwebUrl?: string;
  /** Value of the Authorization header for that service. */
  dicomwebAuthorization?: string;
  /** Folder of an unpacked viewer, to use in place of fetching one. */
  ohifDirectory?: string;
  /** Version of the stock viewer to fetch. */
  ohifVersion?: string;
  /** Folder of the built plugin. */
  pluginDirectory?: string;
  /** Folder of a site's own models, which come before those of the plugin. */
  modelsDirectory?: string;
  /** Told what takes long, one line each. */
  log?: (line: string) => void;
}

/** A running viewer. */
export interface RunningViewer {
  /** Address of the study list, without a trailing slash. */
  url: string;
  /** Stops listening and gives the archive folder free. */
  close(): Promise<void>;
}

/**
 * Serves the stock OHIF viewer with the plugin and an archive on one origin.
 *
 * @throws ReaderError when the port is taken, the archive cannot be used or the viewer not fetched.
 */
export async function startViewer(options: ViewerOptions): Promise<RunningViewer> {
  const host = options.host ?? 'localhost';
  const ohif =
    options.ohifDirectory ??
    (await fetchOhif({
      cacheDirectory: defaultFolders.ohifCache,
      version: options.ohifVersion,
      log: options.log,
    }));
  const archive = options.dicomwebUrl
    ? undefined
    : (options.archive ?? (await Archive.open(options.archiveDirectory ?? defaultFolders.archive)));
  for (const problem of archive?.problems ?? []) options.log?.(problem);

  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 2048 } });
  try {
    isolate(app, contentPolicies(await readFile(path.join(ohif, 'index.html'), 'utf8')));
    if (isLoopback(host)) guardHost(app);
    await app.register(
      archive
        ? (scope: FastifyInstance) => dicomweb(scope, { archive })
        : (scope: FastifyInstance) =>
            dicomwebProxy(scope, {
              url: options.dicomwebUrl ?? '',
              authorization: options.dicomwebAuthorization,
            }),
      { prefix: dicomwebPath },
    );
    await staticFiles(app, {
      ohif,
      plugin: options.pluginDirectory ?? defaultFolders.plugin,
      models: options.modelsDirectory ?? defaultFolders.models,
      archiveRoot: options.dicomwebUrl,
    });
    await listen(app, options.port, host);
  } catch (error) {
    await app.close();
    await archive?.close();
    throw error;
  }
  return {
    url: `http://${hostForUrl(host)}:${portOf(app)}`,
    close: async () => {
      await app.close();
      await archive?.close();
    },
  };
}

async function listen(app: FastifyInstance, port: number, host: string): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw portTaken(port);
    if (code === 'EACCES') {
      throw new ReaderError(
        `Port ${port} needs administrator rights: choose one above 1023 with --port.`,
      );
    }
    throw new ReaderError(`The viewer cannot listen on ${host}: ${messageOf(error)}.`);
  }
}

/** The error of a port that something else listens on. */
export function portTaken(port: number): ReaderError {
  return new ReaderError(`Port ${port} is taken by another program: choose another with --port.`);
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** The listening address as it stands in a URL; for all interfaces, this machine's own name. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
