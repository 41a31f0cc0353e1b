import { valueOfLogit, type Network } from '@echonet/models';
import { unitFactor } from '@echonet/models/tasks';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { mean } from '../statistics/summary';
import { evenFrames } from '../../learning/train/draw-frames';
import { readGreyValues } from '../../learning/train/read-batch';
import type { TrainingRun } from '../../learning/train/config';

/** Logits of every frame of a clip. */
export interface ClipLogits {
  readonly clip: CohortClip;
  readonly subset: 'calibration' | 'test';
  /** By task id: one logit per frame, in order. */
  readonly logits: Readonly<Record<string, readonly number[]>>;
}

export async function clipLogits(
  network: Network,
  clip: CohortClip,
  { tasks, input }: Pick<TrainingRun, 'tasks' | 'input'>,
): Promise<ClipLogits['logits']> {
  const greyValues = readGreyValues(evenFrames([clip], clip.images.frameCount), input);
  const logits = await network.forward(greyValues);
  const frames = logits.length / tasks.length;
  return Object.fromEntries(
    tasks.map(({ id, outputIndex }) => [
      id,
      Array.from({ length: frames }, (_, frame) => logits[frame * tasks.length + outputIndex]),
    ]),
  );
}

type Task = TrainingRun['tasks'][number];

interface PredictedFrames {
  readonly clip: Pick<CohortClip, 'mmPerPixel'>;
  readonly logits: ClipLogits['logits'];
}

/**
 * Predictions of the frames, in the task's unit or as probabilities.
 *
 * @param bias is subtracted before pixels become the task's unit
 * @returns empty where the task counts pixels of unknown size
 */
export function frameValues(task: Task, { clip, logits }: PredictedFrames, bias = 0): number[] {
  const factor = unitFactor(task, clip.mmPerPixel);
  return factor === undefined
    ? []
    : logits[task.id].map((logit) => (valueOfLogit(task, logit) - bias) * factor);
}

/** Prediction of a clip: the mean over its frames (Ghorbani et al. 2020); NaN where there is none. */
export function clipValue(task: Task, frames: PredictedFrames, bias?: number): number {
  return mean(frameValues(task, frames, bias));
}
