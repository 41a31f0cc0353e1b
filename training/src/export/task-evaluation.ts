import type { PatientSet, TaskEvaluation } from '@echonet/models';
import type { TaskResults } from '../evaluation/report/assess-task';

/** How well a task is predicted for the test patients; undefined where they gave no result. */
export function taskEvaluation(
  { data, simulated }: Omit<PatientSet, 'patients'>,
  { kind, metrics, patients }: Pick<TaskResults, 'kind' | 'metrics' | 'patients'>,
): TaskEvaluation | undefined {
  const isRegression = kind === 'regression';
  const estimate = isRegression ? metrics.r2 : metrics.auc;
  if (estimate?.value === undefined) {
    return undefined;
  }
  const { value, interval } = estimate;
  return {
    data,
    simulated,
    patients,
    metric: isRegression ? 'R2' : 'AUC',
    value: rounded(value),
    ...(interval && { interval95: [rounded(interval.low), rounded(interval.high)] }),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
