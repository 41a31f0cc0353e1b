import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTensorNetwork, loadModel, type Model } from '@echonet/models';
import { UserError } from '@echonet/command-line';
import { readClip } from './read-clip';
import { readingTables, type NamedReading } from './tables';

export interface ReadFolderSettings {
  /** Folder of the clips, searched recursively. */
  readonly clips: string;
  readonly viewClassifier: string;
  /** Folders of the models. */
  readonly models: readonly string[];
  readonly readTurnedAway: boolean;
  readonly onFile: (done: number, total: number) => void;
}

/**
 * Analyses every file of a folder as the viewer does.
 *
 * @returns tables in Markdown @throws {UserError} when the folder is empty or a model has the wrong
 *   purpose
 */
export async function readFolder(settings: ReadFolderSettings): Promise<string> {
  const files = await filesIn(settings.clips);
  const viewClassifier = await openModel(settings.viewClassifier, 'view');
  const models: Model[] = [];
  try {
    for (const folder of settings.models) {
      models.push(await openModel(folder, 'reading'));
    }
    const networks = { viewClassifier, models, readTurnedAway: settings.readTurnedAway };
    const readings: NamedReading[] = [];
    for (const file of files) {
      const content = await readFile(path.join(settings.clips, file));
      readings.push({ file, reading: await readClip(content, networks) });
      settings.onFile(readings.length, files.length);
    }
    return readingTables(
      readings,
      viewClassifier.manifest,
      models.map(({ manifest }) => manifest),
    );
  } finally {
    for (const model of [viewClassifier, ...models]) {
      model.dispose();
    }
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && !/\.(csv|txt|json|md)$/i.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  if (files.length === 0) {
    throw new UserError(`There are no clips in ${folder}.`);
  }
  return files;
}

async function openModel(folder: string, purpose: 'reading' | 'view'): Promise<Model> {
  const readModelFile = async (name: string) =>
    new Uint8Array(await readFile(path.join(folder, name))).buffer;
  const model = await loadModel(readModelFile, { createNetwork: createTensorNetwork });
  if ((model.manifest.purpose ?? 'reading') === purpose) {
    return model;
  }
  model.dispose();
  throw new UserError(
    purpose === 'view'
      ? `${folder} holds no view classifier.`
      : `${folder} holds a view classifier, which reads nothing; name it with --view-classifier.`,
  );
}
