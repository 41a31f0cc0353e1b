import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { messageOf, UserError } from '@echonet/command-line';
import { manifestFileName } from '@echonet/models';

/** The models that come with the viewer. */
export const bundledModels = fileURLToPath(new URL('../../../../models/bundled/', import.meta.url));

/** Which clips a model reads: those of real patients, or those that this project simulated. */
export type ReadsOnly = 'real' | 'simulated';

export interface ModelFolder {
  readonly folder: string;
  /** All clips unless given. */
  readonly readsOnly?: ReadsOnly;
}

/** Folders of the models to read with. */
export interface ModelFolders {
  /** The first that reads a clip locates the sector for its contours, as in the viewer. */
  readonly models: readonly ModelFolder[];
  /** Absent: no clip is turned away by its view. */
  readonly viewClassifier?: string;
  /** Absent: no contours. */
  readonly segmentation?: string;
}

/** A list of models can name folders beside itself only. */
const folderName = v.pipe(v.string(), v.regex(/^(?!\.)[\w.-]+$/));

const index = v.object({
  models: v.pipe(v.array(folderName), v.minLength(1), v.maxLength(200)),
  real: v.optional(folderName),
  /** Of several the first whose folder is there: weights under another licence may be left out. */
  viewClassifier: v.optional(v.union([folderName, v.pipe(v.array(folderName), v.minLength(1))])),
  segmentation: v.optional(v.union([folderName, v.pipe(v.array(folderName), v.minLength(1))])),
});

/**
 * The models that index.json in a folder lists, as the viewer finds them.
 *
 * @throws {UserError} when there is no list, or it is none
 */
export async function modelsIn(folder: string): Promise<ModelFolders> {
  const file = path.join(folder, 'index.json');
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UserError(`The list of models ${file} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
  const parsed = v.safeParse(index, content);
  if (!parsed.success) {
    throw new UserError(
      `The list of models ${file} is wrong at ${v.getDotPath(parsed.issues[0]) ?? 'its start'}; see docs/CONFIGURATION.md.`,
    );
  }
  const { models, real, viewClassifier, segmentation } = parsed.output;
  const inside = (name: string) => path.join(folder, name);
  const first = inside(models[0]);
  // Weights under another licence are a download of their own.
  const hasReal = real !== undefined && existsSync(path.join(inside(real), manifestFileName));
  return {
    models: hasReal
      ? [
          { folder: inside(real), readsOnly: 'real' },
          { folder: first, readsOnly: 'simulated' },
        ]
      : [{ folder: first }],
    ...(viewClassifier !== undefined && {
      viewClassifier: firstThere([viewClassifier].flat().map(inside)),
    }),
    ...(segmentation !== undefined && {
      segmentation: firstThere([segmentation].flat().map(inside)),
    }),
  };
}

/** The last where none is there. */
function firstThere(folders: readonly string[]): string {
  return folders.find((one) => existsSync(path.join(one, manifestFileName))) ?? folders.at(-1)!;
}
