import { UserError } from '@echonet/command-line';
import { openPrepared, type Cohort, type CohortClip } from '../../data/prepared/open-prepared';
import type { PatientSplit } from '../../data/split/split-file';
import type { SplitSet } from '../../data/split/split-set';
import type { TrainingRun } from './config';

/** The clips of the patients of each set. */
export function splitClips(
  clips: readonly CohortClip[],
  split: PatientSplit,
): Record<SplitSet, CohortClip[]> {
  return {
    train: clipsOf(clips, split.train),
    validation: clipsOf(clips, split.validation),
    calibration: clipsOf(clips, split.calibration ?? []),
    test: clipsOf(clips, split.test),
  };
}

export function clipsOf(clips: readonly CohortClip[], patients: readonly string[]): CohortClip[] {
  const members = new Set(patients);
  return clips.filter(({ patientId }) => members.has(patientId));
}

/** The clips that intervals, probabilities and thresholds are fit on. */
export function fittingClips({
  validation,
  calibration,
}: Pick<Record<SplitSet, CohortClip[]>, 'validation' | 'calibration'>): CohortClip[] {
  return calibration.length > 0 ? calibration : validation;
}

/**
 * Opens prepared data that a run began with.
 *
 * @throws {UserError} when they are missing or have changed since the run began
 */
export function openUnchanged(data: string, fingerprint: string): Cohort {
  const cohort = openPrepared(data);
  if (cohort.fingerprint !== fingerprint) {
    throw new UserError(
      `The clips or labels in ${data} have changed since the run began; start a new one.`,
    );
  }
  return cohort;
}

/** @throws {UserError} when the data are missing or have changed since the run began */
export function openRunData({ config, dataFingerprint }: TrainingRun): Cohort {
  return openUnchanged(config.data, dataFingerprint);
}
