import type { TrainingProgress } from './progress';

/**
 * Whether `patience` epochs have passed without a lower validation loss.
 *
 * @param epoch number of epochs finished
 * @param patience 0: training never stops early
 */
export function isOutOfPatience(
  { best }: TrainingProgress,
  epoch: number,
  patience: number,
): boolean {
  return patience > 0 && best.epoch > 0 && epoch >= best.epoch + patience;
}
