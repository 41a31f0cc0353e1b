import { UserError } from '@echonet/command-line';
import { openPrepared, type Cohort, type CohortClip } from '../../data/prepared/open-prepared';
import type { PatientSplit } from '../../data/split/split-file';
import type { TrainingRun } from './config';

/** The clips of the training, validation and test patients. */
export function splitClips(
  clips: readonly CohortClip[],
  split: PatientSplit,
): Record<keyof PatientSplit, CohortClip[]> {
  const clipsOf = (patients: readonly string[]) => {
    const members = new Set(patients);
    return clips.filter(({ patientId }) => members.has(patientId));
  };
  return {
    train: clipsOf(split.train),
    validation: clipsOf(split.validation),
    test: clipsOf(split.test),
  };
}

/**
 * Opens the prepared data of a run.
 *
 * @throws {UserError} when they are missing or have changed since the run began
 */
export function openRunData({ config, dataFingerprint }: TrainingRun): Cohort {
  const cohort = openPrepared(config.data);
  if (cohort.fingerprint !== dataFingerprint) {
    throw new UserError(
      `The clips or labels in ${config.data} have changed since the run began; start a new one.`,
    );
  }
  return cohort;
}
