import type { TaskResults } from './assess-task';

/** In words, where a task was not learned; undefined where it was, or no clip says. */
export function verdictOf({
  kind,
  metrics,
}: Pick<TaskResults, 'kind' | 'metrics'>): string | undefined {
  const { value, interval } = (kind === 'regression' ? metrics.r2 : metrics.auc) ?? {};
  const chance = kind === 'regression' ? 0 : 0.5;
  if (value === undefined || (interval?.low ?? value) > chance) {
    return undefined;
  }
  const baseline = kind === 'regression' ? 'predicting the mean for everyone' : 'tossing a coin';
  return value <= chance
    ? `Not better than ${baseline}.`
    : `Not shown to be better than ${baseline}: the interval includes it.`;
}
