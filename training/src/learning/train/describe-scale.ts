import { taskDefinition } from '@echonet/models/tasks';
import type { LabelledClip } from './learned-label';
import type { TrainedTask } from './trained-task';

/** What training does with lengths and volumes, a sentence for each way; none where there are none. */
export function describeScale(
  tasks: readonly TrainedTask[],
  training: readonly LabelledClip[],
): string[] {
  const known = training.filter(({ mmPerPixel }) => mmPerPixel !== undefined).length;
  const ofClips = `known of ${known} of ${training.length} training clips`;
  const sized = tasks.filter(({ id }) => taskDefinition(id)?.lengthExponent !== undefined);
  const idsOf = (inPixels: boolean) =>
    sized
      .filter(({ pixelExponent }) => (pixelExponent !== undefined) === inPixels)
      .map(({ id }) => id)
      .join(', ');
  const [counted, guessed] = [idsOf(true), idsOf(false)];
  return [
    ...(counted
      ? [
          `${counted}: learned in pixels, whose size is ${ofClips}; clips of unknown scale have no such value.`,
        ]
      : []),
    ...(guessed
      ? [
          `${guessed}: learned without the size of the pixels (${ofClips}), so that size has to be guessed from shape.`,
        ]
      : []),
  ];
}
