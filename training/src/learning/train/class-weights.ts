import { sum } from 'd3-array';
import { UserError } from '@echonet/command-line';

/**
 * Class weights n / (2 n_class), with which both classes contribute equally to the loss.
 *
 * @param labels 0 or 1
 * @throws {UserError} when a class has no label
 */
export function balancedWeights(
  taskId: string,
  labels: readonly number[],
): [negative: number, positive: number] {
  const positives = sum(labels);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) {
    throw new UserError(`The training patients are all of one class of ${taskId}.`);
  }
  return [labels.length / (2 * negatives), labels.length / (2 * positives)];
}
