import type { Network } from '@echonet/models';
import { explain } from '../explain/methods';
import { drawExplanation } from '../explain/images';
import { readFrame } from '../../data/prepared/images';
import type { SaliencyExample } from '../report/report-data';
import type { TrainingRun } from '../../learning/train/config';
import { readGreyValues } from '../../learning/train/read-batch';
import { clipValue, type ClipLogits } from './predict-clips';

const examplesPerTask = 2;

/**
 * SmoothGrad maps of the middle frame, for the labelled test clips with the highest and the lowest
 * prediction of each task.
 */
export async function saliencyExamples(
  network: Network,
  clips: readonly ClipLogits[],
  { tasks, input }: TrainingRun,
): Promise<SaliencyExample[]> {
  const examples: SaliencyExample[] = [];
  for (const task of tasks) {
    const predicted = (one: ClipLogits) => clipValue(task, one);
    const known = clips
      .filter(({ clip, subset }) => subset === 'test' && clip.labels[task.id] !== undefined)
      .filter((one) => !Number.isNaN(predicted(one)))
      .sort((a, b) => predicted(b) - predicted(a));
    const shown = known.length > examplesPerTask ? [known[0], known[known.length - 1]] : known;
    for (const one of shown) {
      const { images, labels } = one.clip;
      const frameIndex = Math.floor(images.frameCount / 2);
      const { mask } = readFrame(images, frameIndex, input);
      const greyValues = readGreyValues([{ clip: one.clip, frameIndex }], input);
      const map = await explain('smoothGrad', network, greyValues, mask, task.outputIndex);
      const value = (number: number) => `${number.toPrecision(3)} ${task.unit}`.trim();
      examples.push({
        taskId: task.id,
        caption: `predicted ${value(predicted(one))}, true ${value(labels[task.id])}`,
        ...(await drawExplanation(greyValues, map)),
      });
    }
  }
  return examples;
}
