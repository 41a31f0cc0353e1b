import type { TaskResults } from './assess-task';
import { verdictOf } from './verdict';

/**
 * The results of each task in plain lines, for the log: its metrics, and in words that it was not learned.
 *
 * @param tasks by id
 * @param clips what was measured, e.g. "test clips"
 * @param appended to the metrics of a task
 */
export function resultLines(
  tasks: Readonly<Record<string, TaskResults>>,
  clips: string,
  appended: (id: string) => string = () => '',
): string[] {
  return Object.entries(tasks).flatMap(([id, results]) => {
    const metrics = Object.entries(results.metrics).flatMap(([name, { value }]) =>
      value === undefined ? [] : `${name} ${value.toFixed(3)}`,
    );
    const verdict = verdictOf(results);
    return [
      `${id} on ${results.clips} ${clips}: ${metrics.join(', ')}${appended(id)}`,
      ...(verdict ? [`${id}: ${verdict}`] : []),
    ];
  });
}
