import type { ReactElement } from 'react';
import type { Task } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { formatShownChange, formatValue, shownUnit } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import { taskName } from '../strings';
import { type OcclusionChange, occlusionChanges } from './occlusion-changes';
import type { OcclusionResult } from './state';

interface OcclusionTableProps {
  readonly tasks: readonly Task[];
  readonly result: OcclusionResult;
  readonly clip: Clip;
}

/** Every prediction of a clip without and with occlusion; large changes are marked. */
export function OcclusionTable({ tasks, result, clip }: OcclusionTableProps): ReactElement {
  const { occlusion } = useStrings();
  const changes = occlusionChanges(tasks, result);
  return (
    <>
      <table className="echonet-table" {...testHooks('echonet-occlusion-table')}>
        <caption className="echonet-hidden">{occlusion.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{occlusion.prediction}</th>
            <th scope="col">{occlusion.before}</th>
            <th scope="col">{occlusion.after}</th>
            <th scope="col">{occlusion.change}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Row key={change.task.id} change={change} />
          ))}
        </tbody>
      </table>
      <p className="echonet-muted">
        {changes.some(({ isLarge }) => isLarge) && `* ${occlusion.large}. `}
        {occlusion.onOneClip(clip.label)}
      </p>
    </>
  );
}

function Row({ change }: { readonly change: OcclusionChange }): ReactElement {
  const strings = useStrings();
  const { task, before, after, isLarge } = change;
  return (
    <tr data-task={task.id} data-before={String(before)} data-after={after} data-large={isLarge}>
      <th scope="row">
        {taskName(strings, task)}
        {task.unit && (
          <span className="echonet-muted-inline"> {shownUnit(task.unit, strings.locale)}</span>
        )}
      </th>
      <td>{formatValue(task, before, strings.locale)}</td>
      <td>
        {after === undefined ? strings.occlusion.noValue : formatValue(task, after, strings.locale)}
      </td>
      <td>
        {after !== undefined && formatShownChange(task, before, after, strings.locale)}
        {isLarge && <abbr title={strings.occlusion.large}>*</abbr>}
      </td>
    </tr>
  );
}
