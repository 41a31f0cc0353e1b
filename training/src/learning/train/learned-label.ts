import { unitFactor } from '@echonet/models/tasks';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { TrainedTask } from './trained-task';

export type LabelledClip = Pick<CohortClip, 'labels' | 'mmPerPixel'>;

/**
 * The label of a clip as the network learns it: in the task's unit, or in pixels to the task's power.
 *
 * @returns undefined where label or scale is unknown
 */
export function learnedLabel(
  { id, pixelExponent }: Pick<TrainedTask, 'id' | 'pixelExponent'>,
  { labels, mmPerPixel }: LabelledClip,
): number | undefined {
  const [label, factor] = [labels[id], unitFactor({ pixelExponent }, mmPerPixel)];
  return label === undefined || factor === undefined ? undefined : label / factor;
}

/** The task's own, or pixels, or cubic pixels. */
export function learnedUnit({
  unit,
  pixelExponent,
}: Pick<TrainedTask, 'unit' | 'pixelExponent'>): string {
  if (pixelExponent === undefined) {
    return unit;
  }
  return pixelExponent === 1 ? 'pixels' : 'cubic pixels';
}
