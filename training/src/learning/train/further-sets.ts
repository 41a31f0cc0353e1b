import { UserError } from '@echonet/command-line';
import { openPrepared, type Cohort, type CohortClip } from '../../data/prepared/open-prepared';
import { readSplit, type PatientSplit } from '../../data/split/split-file';
import type { FurtherSet, FurtherSource } from './config';
import { openUnchanged, splitClips } from './run-data';

/** Training clips, and how many frames of them an epoch has per frame of the run's own data. */
export interface FurtherClips {
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
  { data, split, share }: FurtherSource,
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
  return { cohort, train, share, clips: splitClips(cohort.clips, splitOf(train)).train };
}

/** @throws {UserError} when the data are missing or have changed since the run began */
export function reopenFurther(
  { data, share }: FurtherSource,
  { fingerprint, train }: FurtherSet,
): FurtherClips {
  return {
    share,
    clips: splitClips(openUnchanged(data, fingerprint).clips, splitOf(train)).train,
  };
}

function splitOf(train: readonly string[]): PatientSplit {
  return { train, validation: [], test: [] };
}
