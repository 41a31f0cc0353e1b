import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InputContract } from '@echonet/models';
import type { TaskDefinition } from '../tasks';
import { UserError } from '../user-error';
import { FrameCache, type CachedClip } from './frame-cache';
import { readLabels, type LabelledClip } from './labels';
import { prepareClip } from './prepare-clip';

/** A clip with its labels and its pictures on disk. */
export interface CohortClip extends LabelledClip {
  readonly pictures: CachedClip;
}

/** All clips of a folder. */
export interface Cohort {
  readonly clips: readonly CohortClip[];
  /** SHA-256 over the content and labels of every clip: the same data, the same fingerprint. */
  readonly fingerprint: string;
  /** Clips that the viewer would not run on either, each with the reason. */
  readonly refused: readonly { readonly fileName: string; readonly reason: string }[];
}

/** Settings of {@link loadCohort}. */
export interface CohortSettings {
  /** Folder with labels.csv and the DICOM files that it names. */
  readonly directory: string;
  readonly tasks: readonly TaskDefinition[];
  readonly input: InputContract;
  readonly cacheDirectory: string;
  onProgress?(done: number, total: number): void;
}

/**
 * Reads a folder of DICOM cines with labels.csv and prepares every clip, from the cache where it
 * was prepared before. A clip that the viewer would refuse is left out and reported.
 *
 * @throws {UserError} when the table is wrong, a file is missing, or no clip is left
 */
export async function loadCohort(settings: CohortSettings): Promise<Cohort> {
  const { directory, tasks, input } = settings;
  const table = path.join(directory, 'labels.csv');
  const labelled = await readLabels(table, tasks);
  const cache = new FrameCache(settings.cacheDirectory, input);
  const fingerprint = createHash('sha256');
  const clips: CohortClip[] = [];
  const refused: { fileName: string; reason: string }[] = [];
  for (const [index, clip] of labelled.entries()) {
    const content = await readFile(path.join(directory, clip.fileName)).catch(() => {
      throw new UserError(`${table} names ${clip.fileName}, which is not in ${directory}.`);
    });
    const contentHash = createHash('sha256').update(content).digest('hex');
    fingerprint.update(`${clip.patientId} ${contentHash} ${JSON.stringify(clip.labels)}\n`);
    try {
      const pictures =
        cache.find(contentHash) ??
        (await cache.store(contentHash, await prepareClip(content, input)));
      clips.push({ ...clip, pictures });
    } catch (error) {
      refused.push({ fileName: clip.fileName, reason: (error as Error).message });
    }
    settings.onProgress?.(index + 1, labelled.length);
  }
  if (clips.length === 0) {
    throw new UserError(
      `None of the ${labelled.length} clips in ${directory} can be used; the first: ${refused[0].reason}`,
    );
  }
  return { clips, fingerprint: fingerprint.digest('hex'), refused };
}
