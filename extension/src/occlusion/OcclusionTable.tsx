import type { ReactElement } from 'react';
import type { Task } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { coveredChanges } from './occlusion-changes';
import type { CoveredChange } from './occlusion-changes';
import type { CoveredResult } from '../session/state';
import { taskName } from '../strings';
import { formatChange, formatValue } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';

interface CoveredTableProps {
  readonly tasks: readonly Task[];
  readonly result: CoveredResult;
  readonly clip: Clip;
}

/** Every prediction of a clip before and after a part of it was covered. */
export function CoveredTable({ tasks, result, clip }: CoveredTableProps): ReactElement {
  const { whatIf } = useStrings();
  const changes = coveredChanges(tasks, result);
  return (
    <>
      <table className="echonet-table" {...testHooks('echonet-what-if-table')}>
        <caption className="echonet-hidden">{whatIf.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{whatIf.prediction}</th>
            <th scope="col">{whatIf.before}</th>
            <th scope="col">{whatIf.after}</th>
            <th scope="col">{whatIf.change}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Row key={change.task.id} change={change} />
          ))}
        </tbody>
      </table>
      <p className="echonet-muted">
        {changes.some(({ isLarge }) => isLarge) && `* ${whatIf.large}. `}
        {whatIf.onOneClip(clip.label)}
      </p>
    </>
  );
}

function Row({ change }: { readonly change: CoveredChange }): ReactElement {
  const strings = useStrings();
  const { task, before, after, difference, isLarge } = change;
  return (
    <tr
      data-task={task.id}
      data-before={String(before)}
      data-after={String(after)}
      data-large={isLarge}
    >
      <th scope="row">
        {taskName(strings, task)}
        {task.unit && <span className="echonet-muted-inline"> {task.unit}</span>}
      </th>
      <td>{formatValue(task, before, strings.locale)}</td>
      <td>{formatValue(task, after, strings.locale)}</td>
      <td>
        {formatChange(task, difference, strings.locale)}
        {isLarge && <abbr title={strings.whatIf.large}>*</abbr>}
      </td>
    </tr>
  );
}
