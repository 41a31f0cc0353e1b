import type { ClipTaskPrediction, Task } from '@echonet/models';
import { formatValue } from '../panel/format';
import type { Strings } from '../strings';

/**
 * A classification in words: detected or not, its probability and the cut-off.
 *
 * @returns undefined for regressions and for classifications without a cut-off
 */
export function findingText(
  { results, locale }: Strings,
  task: Task,
  { mean, positive }: Pick<ClipTaskPrediction, 'mean' | 'positive'>,
): string | undefined {
  if (positive === undefined || task.decisionThreshold === undefined) return undefined;
  return results.finding(
    positive,
    formatValue(task, mean, locale),
    formatValue(task, task.decisionThreshold, locale),
  );
}
