import {
  averagedClips,
  poolPredictions,
  type ClipTaskPrediction,
  type Task,
} from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { Measured, MeasureId } from '../contours/measured';
import { measuredOf } from '../contours/measured-of';
import { pooledMeasured } from '../contours/mean-of-clips';
import { demonstratedTasks } from '../results/origin';
import type { SessionState } from '../session/state';

interface ClipFinding {
  readonly value: number;
  /** Whether the true value is larger. */
  readonly isLowerLimit?: true;
  /** Whether the mean is of it: EF and its volumes are of the same clips, and rejected values do not count. */
  readonly isAveraged: boolean;
}

/** One finding over the clips of a study. */
export interface StudyFinding<Id extends string = string> {
  readonly id: Id;
  /** Mean over the clips that count. */
  readonly value: number;
  readonly unit: string;
  /** Whether the true value is larger, of the mean where one that counts is. */
  readonly isLowerLimit?: true;
  /** As wide as that of one clip: errors of one patient's clips correlate. */
  readonly interval90?: readonly [low: number, high: number];
  /** A reader's change touches the value of a clip. */
  readonly isEdited: boolean;
  /** In the order of the clips; undefined where a clip has none. */
  readonly byClip: readonly (ClipFinding | undefined)[];
}

export interface MeasuredFinding extends StudyFinding<MeasureId>, Pick<Measured, 'typed'> {}

export interface PredictedFinding extends StudyFinding {
  readonly task: Task;
  /** Over the clips, in the task's unit. */
  readonly standardDeviation: number;
  /** Of a classification with a cut-off. */
  readonly positive?: boolean;
}

/**
 * What was measured from contours in the clips. Values in another unit than the mean are left out.
 *
 * @param countedMeasures those of a clip that the reader has not rejected
 */
export function measuredFindings(
  state: SessionState,
  clips: readonly Clip[],
  countedMeasures: (SOPInstanceUID: string) => readonly Measured[],
): MeasuredFinding[] {
  const all = clips.map(({ SOPInstanceUID }) => measuredOf(state, SOPInstanceUID));
  const means = pooledMeasured(clips.map(({ SOPInstanceUID }) => countedMeasures(SOPInstanceUID)));
  return means.map(({ id, value, unit, isLowerLimit, interval90, edited, typed, ofClips }) => ({
    id,
    value,
    unit,
    ...(isLowerLimit && { isLowerLimit }),
    ...(interval90 && { interval90 }),
    isEdited: edited === true,
    ...(typed && { typed }),
    byClip: all.map((ofClip, clip) => {
      const own = ofClip.find((one) => one.id === id && one.unit === unit);
      return (
        own && {
          value: own.value,
          ...(own.isLowerLimit && { isLowerLimit: own.isLowerLimit }),
          isAveraged: ofClips.includes(clip),
        }
      );
    }),
  }));
}

/** What was predicted, without what is a mere demonstration on these clips. */
export function predictedFindings(
  { model, results }: Pick<SessionState, 'model' | 'results'>,
  clips: readonly Clip[],
): PredictedFinding[] {
  if (model.phase !== 'ready') {
    return [];
  }
  const predictions = clips.map(({ SOPInstanceUID: uid }) => results.get(uid)?.prediction);
  const known = predictions.filter((one) => one !== undefined);
  if (known.length === 0) {
    return [];
  }
  const pooled = poolPredictions(model.manifest, known);
  const demonstrated = demonstratedTasks(model.manifest, clips);
  return model.manifest.tasks
    .filter(({ id }) => id in pooled && !demonstrated.has(id))
    .map((task) => {
      const { mean, interval90, standardDeviation, positive }: ClipTaskPrediction = pooled[task.id];
      const averaged = averagedClips(known, task.id, Object.keys);
      return {
        id: task.id,
        task,
        standardDeviation,
        value: mean,
        unit: task.unit,
        ...(interval90 && { interval90 }),
        ...(positive !== undefined && { positive }),
        isEdited: false,
        byClip: predictions.map((one) => {
          const own = one?.[task.id];
          return own && { value: own.mean, isAveraged: averaged.includes(one) };
        }),
      };
    });
}
