import { poolPredictions, type ClipTaskPrediction, type Task } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { type Measured, measureIds, type MeasureId } from '../contours/measured';
import { measuredOf } from '../contours/measured-of';
import { meanOfClips } from '../contours/mean-of-clips';
import { demonstratedTasks } from '../results/origin';
import type { SessionState } from '../session/state';

/** One finding over the clips of a study. */
export interface StudyFinding<Id extends string = string> {
  readonly id: Id;
  /** Mean over the clips that have it. */
  readonly value: number;
  readonly unit: string;
  /** As wide as that of one clip: errors of one patient's clips correlate. */
  readonly interval90?: readonly [low: number, high: number];
  /** A reader's change touches the value of a clip. */
  readonly isEdited: boolean;
  /** In the order of the clips; undefined where a clip has none. */
  readonly byClip: readonly (number | undefined)[];
}

export interface MeasuredFinding extends StudyFinding<MeasureId>, Pick<Measured, 'typed'> {}

export interface PredictedFinding extends StudyFinding {
  readonly task: Task;
  /** Over the clips, in the task's unit. */
  readonly standardDeviation: number;
  /** Of a classification with a cut-off. */
  readonly positive?: boolean;
}

/** What was measured from contours in the clips; without measures that clips have in different units. */
export function measuredFindings(state: SessionState, clips: readonly Clip[]): MeasuredFinding[] {
  const measured = clips.map(({ SOPInstanceUID }) => measuredOf(state, SOPInstanceUID));
  const means = meanOfClips(measured);
  return measureIds.flatMap((id): MeasuredFinding[] => {
    const values = measured.map((ofClip) => ofClip.find((one) => one.id === id));
    const known = values.filter((one): one is Measured => one !== undefined);
    const summary = known.length === 1 ? known[0] : means.find((mean) => mean.id === id);
    if (!summary) {
      return [];
    }
    return [
      {
        id,
        value: summary.value,
        unit: summary.unit,
        ...(summary.interval90 && { interval90: summary.interval90 }),
        isEdited: known.some(({ edited }) => edited === true),
        ...(known.every(({ typed }) => typed) && { typed: true }),
        byClip: values.map((one) => one?.value),
      },
    ];
  });
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
      return {
        id: task.id,
        task,
        standardDeviation,
        value: mean,
        unit: task.unit,
        ...(interval90 && { interval90 }),
        ...(positive !== undefined && { positive }),
        isEdited: false,
        byClip: predictions.map((one) => one?.[task.id]?.mean),
      };
    });
}
