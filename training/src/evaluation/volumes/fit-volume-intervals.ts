import { coverageByThird, coverageOf } from '../statistics/coverage';
import { fitInterval, isHeld, patientsOf, type PredictedClip } from '../calibrate/fit-interval';
import type { VolumeTask } from '../../learning/volumes/volume-tasks';
import type { PredictedVolumes } from './predict-volumes';
import type { VolumeInterval } from './volume-evaluation';

/** Intervals of the tasks that have calibration clips, and what they hold of the test clips. */
export function fitVolumeIntervals(
  tasks: readonly VolumeTask[],
  clips: readonly PredictedVolumes[],
): Record<string, VolumeInterval> {
  return Object.fromEntries(
    tasks.flatMap(({ id, unit }) => {
      const calibration = predictedClips(clips, id, 'calibration');
      const interval = fitInterval(calibration, unit === 'mL');
      if (!interval) {
        return [];
      }
      const test = predictedClips(clips, id, 'test');
      const held = (clip: PredictedClip) => isHeld(interval, clip);
      const coverage = {
        all: coverageOf(test, held),
        thirds: coverageByThird(test, held).map((third) => third ?? null),
      };
      return [[id, { ...interval, patients: patientsOf(calibration), coverage }] as const];
    }),
  );
}

function predictedClips(
  clips: readonly PredictedVolumes[],
  id: string,
  wanted: PredictedVolumes['subset'],
): PredictedClip[] {
  return clips.flatMap(({ clip, subset, prediction }) => {
    const [truth, predicted] = [clip.labels[id], prediction[id]?.mean];
    return subset !== wanted || truth === undefined || predicted === undefined
      ? []
      : [{ patientId: clip.patientId, truth, predicted }];
  });
}
