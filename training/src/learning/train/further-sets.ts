import { UserError } from '@echonet/command-line';
import { openPrepared, type Cohort, type CohortClip } from '../../data/prepared/open-prepared';
import { readSplit, type PatientSplit } from '../../data/split/split-file';
import type { DataSource } from '../data-source';
import type { FurtherSet } from './config';
import { clipsOf, openUnchanged } from './run-data';

/** Training clips, and how many frames of them an epoch has per frame of the run's own data. */
export interface FurtherClips {
  /** Kind of source, such as 'phantoms'. */
  readonly source: string;
  readonly clips: readonly CohortClip[];
  readonly share: number;
}

export interface OpenFurtherSet extends FurtherClips {
  readonly cohort: Cohort;
  readonly train: readonly string[];
}

/**
 * Opens further data of a new run.
 *
 * @param own the run's own data, on whose other patients it is validated and tested
 * @throws {UserError} when images have another size, or a patient to learn from is one of those
 */
export function openFurther(
  { data, split, share }: DataSource,
  own: { readonly cohort: Cohort; readonly split: PatientSplit },
): OpenFurtherSet {
  const cohort = openPrepared(data);
  const [{ size, channels }, ownInput] = [cohort.index.input, own.cohort.index.input];
  if (size !== ownInput.size || channels !== ownInput.channels) {
    throw new UserError(
      `${data} has images of ${size} pixels and ${channels} channels, the first --data folder of ` +
        `${ownInput.size} and ${ownInput.channels}; prepare both with the same --size.`,
    );
  }
  const { train } = readSplit(split, cohort.clips);
  const { validation, calibration = [], test } = own.split;
  const judges = new Set([...validation, ...calibration, ...test]);
  const both = train.filter((patient) => judges.has(patient));
  if (both.length > 0) {
    throw new UserError(
      `${both.length} training patients of ${data} (such as ${both[0]}) are validation, calibration or ` +
        'test patients of the first --data folder; split one of them anew.',
    );
  }
  const { source } = cohort.index.provenance;
  return { cohort, train, source, share, clips: clipsOf(cohort.clips, train) };
}

/** @throws {UserError} when the data are missing or have changed since the run began */
export function reopenFurther(
  { data, share }: DataSource,
  { source, fingerprint, train }: FurtherSet,
): FurtherClips {
  return { source, share, clips: clipsOf(openUnchanged(data, fingerprint).clips, train) };
}
