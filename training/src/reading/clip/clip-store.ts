import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import packageFile from '../../../package.json';
import { loadedModels, type ReadingModels } from '../models/open-models';
import type { ClipReading } from './clip-reading';

/** Where the readings of a study's clips are kept, so that no clip is read twice by the same models. */
export interface ClipStore {
  /** By the id of the clip; empty for a study that was never read. */
  of(study: string): Promise<ReadonlyMap<string, ClipReading>>;
  keep(study: string, reading: ClipReading): Promise<void>;
}

/** Keeps nothing. */
export const forgetfulStore: ClipStore = {
  of: () => Promise.resolve(new Map()),
  keep: () => Promise.resolve(),
};

/** What decides about the result of reading a clip, beside the clip. */
export interface ReadingKey {
  readonly models: ReadingModels;
  readonly anyView: boolean;
}

/**
 * Hex digits that tell readings by other models or another version apart. The manifest is part of it:
 * thresholds, intervals and the image that a network reads stand there, not in the hashed weights.
 */
export function readingKey({ models, anyView }: ReadingKey): string {
  const parts = [
    packageFile.version,
    anyView ? 'any view' : 'A4C',
    ...loadedModels(models).map(({ model: { manifest }, readsOnly }) =>
      JSON.stringify([manifest, readsOnly]),
    ),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

/**
 * Keeps readings in a folder: a file a study, a line of JSON a clip. A line that a crash cut off counts
 * as not written; several processes may write the same file.
 *
 * @param folder made when the first reading is kept
 */
export function folderStore(folder: string, key: ReadingKey): ClipStore {
  const ofKey = path.join(folder, readingKey(key));
  const fileOf = (study: string) => {
    const name = createHash('sha256').update(study).digest('hex').slice(0, 32);
    return path.join(ofKey, name.slice(0, 2), `${name}.ndjson`);
  };
  return {
    async of(study) {
      const text = await readFile(fileOf(study), 'utf8').catch(() => '');
      return new Map(
        text.split('\n').flatMap((line): [string, ClipReading][] => {
          const reading = parsed(line);
          return reading ? [[reading.id, reading]] : [];
        }),
      );
    },
    async keep(study, reading) {
      const file = fileOf(study);
      await mkdir(path.dirname(file), { recursive: true });
      // The line break before it ends a line that a crash cut off.
      await appendFile(file, `\n${JSON.stringify(reading)}`);
    },
  };
}

function parsed(line: string): ClipReading | undefined {
  try {
    const reading = JSON.parse(line) as Partial<ClipReading> | null;
    const isWhole = typeof reading?.id === 'string' && Array.isArray(reading.warnings);
    return isWhole ? (reading as ClipReading) : undefined;
  } catch {
    return undefined;
  }
}
