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

/** The list of models that the plugin reads; a view classifier is not among those that read. */
interface ModelIndex {
  readonly models: readonly string[];
  readonly viewClassifier?: string;
}

/**
 * Serves a site's own models among those that the plugin ships: a folder that is copied there is
 * found at the next look. The newest comes first, and with it becomes the one that is used; so does
 * the newest view classifier.
 */
export function ownModels(app: FastifyInstance, { prefix, shipped, own }: OwnModels): void {
  app.get(`${prefix}index.json`, async (_request, reply) => {
    const text = await readFile(path.join(shipped, 'index.json'), 'utf8');
    const index = { models: [], ...(JSON.parse(text) as Partial<ModelIndex>) };
    return reply.header('Cache-Control', 'no-cache').send(withOwn(index, await modelsIn(own)));
  });
  app.get<{ Params: { '*': string } }>(`${prefix}*`, (request, reply) => {
    const name = request.params['*'];
    const isOwn = existsSync(path.join(own, path.normalize(`/${name}`)));
    return reply.sendFile(name, isOwn ? own : shipped);
  });
}

function withOwn(shipped: ModelIndex, own: readonly OwnModel[]): ModelIndex {
  const namesOf = (purpose: OwnModel['purpose']) =>
    own.filter((model) => model.purpose === purpose).map(({ name }) => name);
  const taken = new Set(own.map(({ name }) => name));
  return {
    models: [...namesOf('reading'), ...shipped.models.filter((id) => !taken.has(id))],
    viewClassifier: namesOf('view').at(0) ?? shipped.viewClassifier,
  };
}

interface OwnModel {
  /** Its folder. */
  readonly name: string;
  readonly purpose: 'reading' | 'view';
}

/** The folders that hold a model, the newest first. */
async function modelsIn(folder: string): Promise<OwnModel[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .map(({ name }) => ({ name, file: path.join(folder, name, manifest) }))
    .filter(({ file }) => existsSync(file))
    .map((entry) => ({ ...entry, time: statSync(entry.file).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  return Promise.all(
    files.map(async ({ name, file }) => ({ name, purpose: await purposeIn(file) })),
  );
}

/** A manifest that cannot be read is left to the plugin, which says what is wrong with it. */
async function purposeIn(manifestFile: string): Promise<OwnModel['purpose']> {
  try {
    const { purpose } = JSON.parse(await readFile(manifestFile, 'utf8')) as { purpose?: unknown };
    return purpose === 'view' ? 'view' : 'reading';
  } catch {
    return 'reading';
  }
}
