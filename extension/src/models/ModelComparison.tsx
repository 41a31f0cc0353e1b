import type { ReactElement } from 'react';
import type { ClipPrediction, ClipTaskPrediction, Manifest, Task } from '@echonet/models';
import { modelTitle, taskName } from '../strings';
import { formatShownChange, formatValue, formatWithUnit } from '../panel/format';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { originOf } from '../results/origin';
import { OriginChip } from '../results/OriginChip';

export function ModelComparison(): ReactElement | null {
  const session = useSession();
  const comparison = useSessionPart((state) => state.comparison);
  const model = useSessionPart((state) => state.model);
  const clips = useSessionPart((state) => state.clips);
  const results = useSessionPart((state) => state.results);
  const strings = useStrings();
  if (!comparison || model.phase !== 'ready') {
    return null;
  }
  const clip = clips.find(({ SOPInstanceUID }) => SOPInstanceUID === comparison.SOPInstanceUID);
  const first = results.get(comparison.SOPInstanceUID);
  const { other, progress, result, problem } = comparison;
  const { models } = strings;
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-comparison-title"
      {...testHooks('echonet-comparison')}
    >
      <h2 id="echonet-comparison-title">
        {models.comparison}
        <span className="echonet-aside">{clip?.label}</span>
      </h2>
      {progress && (
        <p role="status">{models.reading(other.manifest.name, progress.done, progress.count)}</p>
      )}
      {problem && <Problem>{problem}</Problem>}
      {first && result && (
        <table className="echonet-two-models">
          <thead>
            <tr>
              <td />
              <ModelHead manifest={model.manifest} />
              <ModelHead manifest={other.manifest} />
              <th scope="col">{models.difference}</th>
            </tr>
          </thead>
          <tbody>
            {comparedTasks(model.manifest, first.prediction, other.manifest, result.prediction).map(
              (task) => (
                <Row
                  key={task.id}
                  task={task}
                  first={comparable(task, model.manifest.tasks, first.prediction)}
                  second={comparable(task, other.manifest.tasks, result.prediction)}
                />
              ),
            )}
          </tbody>
        </table>
      )}
      <button
        type="button"
        className="echonet-button"
        onClick={() => session.models.endComparison()}
        {...testHooks('echonet-comparison-close')}
      >
        {progress ? strings.cancel : strings.close}
      </button>
    </section>
  );
}

/** With the origin of its first task, as the card of the model has it. */
function ModelHead({ manifest }: { readonly manifest: Manifest }): ReactElement {
  const strings = useStrings();
  return (
    <th scope="col">
      {modelTitle(strings, manifest)}{' '}
      <OriginChip origin={originOf(manifest, manifest.tasks[0].id)} />
    </th>
  );
}

interface RowProps {
  readonly task: Task;
  /** Each is undefined if its model lacks the task, or has it in another unit than the first. */
  readonly first?: ClipTaskPrediction;
  readonly second?: ClipTaskPrediction;
}

function Row({ task, first, second }: RowProps): ReactElement {
  const strings = useStrings();
  const { locale } = strings;
  const shown = ({ mean, interval90 }: ClipTaskPrediction) => (
    <>
      {formatWithUnit(task, mean, locale)}
      {interval90 && (
        <span className="echonet-muted">
          {' '}
          {strings.models.interval(
            formatValue(task, interval90[0], locale),
            formatValue(task, interval90[1], locale),
          )}
        </span>
      )}
    </>
  );
  return (
    <tr data-task={task.id} {...testHooks('echonet-compared')}>
      <th scope="row">{taskName(strings, task)}</th>
      <td data-value={first?.mean}>{first ? shown(first) : '–'}</td>
      <td data-value={second?.mean}>{second ? shown(second) : '–'}</td>
      <td>{first && second ? formatShownChange(task, first.mean, second.mean, locale) : '–'}</td>
    </tr>
  );
}

/** What the first model predicts, then what only the second does. */
function comparedTasks(
  first: Manifest,
  ofFirst: ClipPrediction,
  second: Manifest,
  ofSecond: ClipPrediction,
): Task[] {
  const known = new Set(first.tasks.map(({ id }) => id));
  return [
    ...first.tasks.filter(({ id }) => id in ofFirst),
    ...second.tasks.filter(({ id }) => id in ofSecond && !known.has(id)),
  ];
}

function comparable(
  { id, kind, unit }: Task,
  others: readonly Task[],
  prediction: ClipPrediction,
): ClipTaskPrediction | undefined {
  const isSame = others.some(
    (other) => other.id === id && other.kind === kind && other.unit === unit,
  );
  return isSame ? prediction[id] : undefined;
}
