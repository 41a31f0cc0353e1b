import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

/** Name of a model's manifest: a folder that has one holds a model. */
const manifest = 'echonet.json';

/** Where models lie and under which path they are served. */
export interface OwnModels {
  /** Path of the plugin's models, ending in a slash. */
  readonly prefix: string;
  /** The models that the plugin ships. */
  readonly shipped: string;
  /** A site's own models: a folder each. It need not be there. */
  readonly own: string;
}

/**
 * Serves a site's own models among those that the plugin ships: a folder that is copied there is
 * found at the next look. The newest comes first, and with it becomes the one that is used.
 */
export function ownModels(app: FastifyInstance, { prefix, shipped, own }: OwnModels): void {
  app.get(`${prefix}index.json`, async (_request, reply) => {
    const index = JSON.parse(await readFile(path.join(shipped, 'index.json'), 'utf8')) as {
      models?: string[];
    };
    const found = await modelsIn(own);
    const models = [...found, ...(index.models ?? []).filter((id) => !found.includes(id))];
    return reply.header('Cache-Control', 'no-cache').send({ models });
  });
  app.get<{ Params: { '*': string } }>(`${prefix}*`, (request, reply) => {
    const name = request.params['*'];
    const isOwn = existsSync(path.join(own, path.normalize(`/${name}`)));
    return reply.sendFile(name, isOwn ? own : shipped);
  });
}

/** Names of the folders that hold a model, the newest first. */
async function modelsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .map(({ name }) => ({ name, file: path.join(folder, name, manifest) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, time: statSync(file).mtimeMs }))
    .sort((a, b) => b.time - a.time)
    .map(({ name }) => name);
}
