import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyInstance } from 'fastify';
import { messageOf, UserError } from '@echonet/command-line';
import { dicomweb } from './archive/dicomweb';
import { Archive } from './archive/store/archive';
import { dicomwebPath } from './archive/urls';
import { contentPolicies } from './ohif/content-policy';
import { fetchOhif } from './ohif/fetch-ohif';
import { isolate } from './ohif/isolation';
import { staticFiles } from './ohif/static-files';
import { guardHost, isLoopback } from './loopback';
import { dicomwebProxy } from './proxy/dicomweb-proxy';

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export const defaultFolders = {
  repository: repositoryRoot,
  archive: path.join(repositoryRoot, 'viewer/archive'),
  plugin: path.join(repositoryRoot, 'dist/echonet'),
  models: path.join(repositoryRoot, 'models/local'),
  ohifCache: path.join(repositoryRoot, '.cache/ohif'),
};

export interface ViewerOptions {
  /** TCP port; 0 chooses a free one. */
  port: number;
  /** Interface to listen on; loopback unless given. */
  host?: string;
  /** Folder of the embedded archive. One of this, `archive` and `dicomwebUrl` is required. */
  archiveDirectory?: string;
  /** An open archive; the viewer closes it. */
  archive?: Archive;
  /** Root of an existing DICOMweb service to use in place of the embedded archive. */
  dicomwebUrl?: string;
  /** Value of the Authorization header for that service. */
  dicomwebAuthorization?: string;
  /** Folder of an unpacked viewer; fetched by default. */
  ohifDirectory?: string;
  ohifVersion?: string;
  pluginDirectory?: string;
  /** Folder of a site's own models, listed before the shipped ones. */
  modelsDirectory?: string;
  /** Called with one line for each step that takes long. */
  log?: (line: string) => void;
}

export interface RunningViewer {
  /** Address of the study list, without a trailing slash. */
  url: string;
  /** Stops listening and unlocks the archive folder. */
  close(): Promise<void>;
}

/**
 * Serves the stock OHIF viewer with the plugin and an archive on one origin.
 *
 * @throws UserError when the port is taken, the archive cannot be used or the viewer not fetched.
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
  for (const problem of archive?.problems ?? []) {
    options.log?.(problem);
  }

  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 2048 } });
  try {
    isolate(app, contentPolicies(await readFile(path.join(ohif, 'index.html'), 'utf8')));
    if (isLoopback(host)) {
      guardHost(app);
    }
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
    if (code === 'EADDRINUSE') {
      throw portTaken(port);
    }
    if (code === 'EACCES') {
      throw new UserError(
        `Port ${port} needs administrator rights: choose one above 1023 with --port.`,
      );
    }
    throw new UserError(`The viewer cannot listen on ${host}: ${messageOf(error)}.`);
  }
}

/** Error for a port that is in use. */
export function portTaken(port: number): UserError {
  return new UserError(`Port ${port} is taken by another program: choose another with --port.`);
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server has no port.');
  }
  return address.port;
}

/** Host for a URL; the machine's own name when listening on all interfaces. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') {
    return 'localhost';
  }
  return host.includes(':') ? `[${host}]` : host;
}
