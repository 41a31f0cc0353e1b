import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

/** A folder with this file is a model. */
const manifest = 'echonet.json';

export interface OwnModels {
  /** URL path of the plugin's models, ending in a slash. */
  readonly prefix: string;
  readonly shipped: string;
  /** A site's own models, one folder each; the folder may be missing. */
  readonly own: string;
}

/** `index.json`, which the plugin reads. Only models that predict values are listed in `models`. */
interface ModelIndex {
  readonly models: readonly string[];
  /** Of several the first whose folder is there. */
  readonly viewClassifier?: string | readonly string[];
  /** As viewClassifier; the others can be compared with it. */
  readonly segmentation?: string | readonly string[];
  /** Rates images. */
  readonly quality?: string;
  /** Reads clips of real patients in place of the first of `models`. */
  readonly real?: string;
}

/**
 * Serves a site's own models together with the shipped ones. Folders are listed at every request,
 * the newest first, so a model that was just copied there becomes the default.
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
  const quality = namesOf('quality').at(0) ?? shipped.quality;
  const segmentation = [
    ...namesOf('segmentation'),
    ...[shipped.segmentation ?? []].flat().filter((id) => !taken.has(id)),
  ];
  return {
    models: [...namesOf('reading'), ...shipped.models.filter((id) => !taken.has(id))],
    viewClassifier: namesOf('view').at(0) ?? shipped.viewClassifier,
    ...(segmentation.length > 0 && { segmentation }),
    ...(quality !== undefined && { quality }),
    // A site's own model reads real patients too.
    ...(namesOf('reading').length === 0 && { real: shipped.real }),
  };
}

const purposes = ['reading', 'view', 'segmentation', 'quality'] as const;

interface OwnModel {
  readonly name: string;
  readonly purpose: (typeof purposes)[number];
}

async function modelsIn(folder: string): Promise<OwnModel[]> {
  if (!existsSync(folder)) {
    return [];
  }
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

/** A manifest that cannot be read is listed all the same: the plugin says what is wrong with it. */
async function purposeIn(manifestFile: string): Promise<OwnModel['purpose']> {
  try {
    const { purpose } = JSON.parse(await readFile(manifestFile, 'utf8')) as { purpose?: unknown };
    return purposes.find((one) => one === purpose) ?? 'reading';
  } catch {
    return 'reading';
  }
}
