import { valueOfLogit, type Network } from '@echonet/models';
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

/** Predictions of the frames, in the task's unit or as probabilities. */
export function frameValues(
  task: TrainingRun['tasks'][number],
  logits: readonly number[],
): number[] {
  return logits.map((logit) => valueOfLogit(task, logit));
}

/** Prediction of a clip: the mean over its frames (Ghorbani et al. 2020). */
export function clipValue(task: TrainingRun['tasks'][number], logits: readonly number[]): number {
  return mean(frameValues(task, logits));
}
