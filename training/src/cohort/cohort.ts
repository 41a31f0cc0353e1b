import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { Tinypool } from 'tinypool';
import type { InputContract } from '@echonet/models';
import type { TaskDefinition } from '../tasks';
import { UserError } from '../user-error';
import type { CachedClip } from './frame-cache';
import { readLabels, type LabelledClip } from './labels';
import type { FileToPrepare, PreparedFile } from './prepare-file';

/** A clip with its labels and its pictures on disk. */
export interface CohortClip extends LabelledClip {
  readonly pictures: CachedClip;
}

/** The clips of a folder. */
export interface Cohort {
  readonly clips: readonly CohortClip[];
  /** SHA-256 over content and labels of every clip of the folder: the same for the same data. */
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
  /** Only these patients' clips are prepared and returned; all unless given. */
  readonly patients?: ReadonlySet<string>;
  /** Told how many clips are prepared. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a folder of DICOM cines with labels.csv and prepares every clip on all cores, from the
 * cache where it was prepared before. A clip that the viewer would refuse is left out and reported.
 *
 * @throws {UserError} when the table is wrong, a file is missing, or no clip is left
 */
export async function loadCohort(settings: CohortSettings): Promise<Cohort> {
  const { directory, tasks } = settings;
  const table = path.join(directory, 'labels.csv');
  const labelled = await readLabels(table, tasks);
  const prepared = await prepareAll(labelled, settings);
  const fingerprint = createHash('sha256');
  const clips: CohortClip[] = [];
  const refused: { fileName: string; reason: string }[] = [];
  labelled.forEach((clip, index) => {
    const one = prepared[index];
    if (!one) throw new UserError(`${table} names ${clip.fileName}, which cannot be read.`);
    fingerprint.update(`${clip.patientId} ${one.contentHash} ${JSON.stringify(clip.labels)}\n`);
    if (one.pictures) clips.push({ ...clip, pictures: one.pictures });
    if (one.refusal) refused.push({ fileName: clip.fileName, reason: one.refusal });
  });
  if (clips.length === 0) {
    throw new UserError(
      `None of the ${labelled.length} clips in ${directory} can be used; the first: ${refused[0]?.reason}`,
    );
  }
  return { clips, fingerprint: fingerprint.digest('hex'), refused };
}

async function prepareAll(
  labelled: readonly LabelledClip[],
  { directory, input, cacheDirectory, patients, onProgress }: CohortSettings,
): Promise<(PreparedFile | undefined)[]> {
  const workers = Math.min(os.availableParallelism(), labelled.length);
  const pool = new Tinypool({
    filename: new URL('./prepare-file.ts', import.meta.url).href,
    runtime: 'child_process',
    minThreads: workers,
    maxThreads: workers,
    execArgv: ['--import', 'tsx'],
  });
  let done = 0;
  try {
    return await Promise.all(
      labelled.map(async ({ fileName, patientId }) => {
        const task: FileToPrepare = {
          file: path.join(directory, fileName),
          input,
          cacheDirectory,
          hashOnly: patients !== undefined && !patients.has(patientId),
        };
        const result = (await pool.run(task)) as PreparedFile | undefined;
        done += 1;
        onProgress?.(done, labelled.length);
        return result;
      }),
    );
  } finally {
    await pool.destroy();
  }
}
