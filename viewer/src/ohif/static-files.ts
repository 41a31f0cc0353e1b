import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { appConfigScript } from './app-config';
import { ownModels } from './own-models';

const pluginPath = '/plugins/echonet/';

export interface StaticOptions {
  /** The `dist` folder of @ohif/app. */
  ohif: string;
  /** Folder of the built plugin: loader.js, extension.js, mode.js and their chunks. */
  plugin: string;
  models: string;
  /** Root URL that an archive of another origin writes into its answers. */
  archiveRoot?: string;
}

/** Content hash in a file name: such a file never changes. */
const hashedName = /(^|[.-])[0-9a-f]{16,}\.[a-z0-9]+$/;

/** Lets browsers cache hashed files forever and revalidate all others. */
function setCaching(
  response: { setHeader(name: string, value: string): unknown },
  file: string,
): void {
  const forever = hashedName.test(path.basename(file));
  response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

export function isPluginBuilt(folder: string): boolean {
  return ['loader.js', 'extension.js', 'mode.js'].every((name) =>
    existsSync(path.join(folder, name)),
  );
}

/** Serves the stock viewer, its configuration and the plugin. */
export async function staticFiles(
  app: FastifyInstance,
  { ohif, plugin, models, archiveRoot }: StaticOptions,
): Promise<void> {
  app.get('/app-config.js', (_request, reply) => {
    const built = isPluginBuilt(plugin);
    return reply
      .type('text/javascript; charset=utf-8')
      .header('Cache-Control', 'no-cache')
      .send(
        appConfigScript({
          loader: built ? `${pluginPath}loader.js` : undefined,
          archiveRoot,
        }),
      );
  });
  if (existsSync(plugin)) {
    const shipped = path.join(plugin, 'models');
    ownModels(app, { prefix: `${pluginPath}models/`, shipped, own: models });
    await app.register(fastifyStatic, {
      root: plugin,
      prefix: pluginPath,
      decorateReply: false,
      cacheControl: false,
      setHeaders: setCaching,
    });
  }
  await app.register(fastifyStatic, {
    root: ohif,
    prefix: '/',
    cacheControl: false,
    setHeaders: setCaching,
  });
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    // The viewer routes in the page: /viewer?StudyInstanceUIDs=… is index.html.
    const isPage =
      request.method === 'GET' && !path.extname(pathname) && !pathname.startsWith('/plugins/');
    if (isPage) {
      return reply.header('Cache-Control', 'no-cache').sendFile('index.html');
    }
    return reply.status(404).send({ statusCode: 404, message: `There is no ${pathname} here.` });
  });
}
