import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ClipTaskPrediction, Task } from '@echonet/models';
import { isOtherView } from './reading';
import type { ReadClip, Reading } from './reading';
import { saliencyTaskId } from '../saliency/state';
import { taskName } from '../strings';
import type { Strings } from '../strings';
import { formatSpread, formatValue, formatWithUnit } from '../panel/format';
import { findingText } from './finding';
import { Verdict } from '../report/components/Verdict';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { FromVolumes } from './FromVolumes';
import { referenceRange } from './reference-range';
import type { ReferenceRange } from './reference-range';
import { Scale } from './Scale';
import { Sparkline } from './Sparkline';

interface TaskResultProps {
  readonly task: Task;
  readonly reading: Reading;
}

const noClipValues: readonly number[] = [];

/** One prediction with uncertainty, reference range, clips and frames. */
export const TaskResult = memo(function TaskResult({
  task,
  reading,
}: TaskResultProps): ReactElement {
  const session = useSession();
  const patient = useSessionPart((state) => state.patient);
  const isExplained = useSessionPart((state) => {
    const isAsked = state.saliency.visible || state.saliency.taskId !== undefined;
    return isAsked && saliencyTaskId(state) === task.id;
  });
  const strings = useStrings();
  const { results, locale } = strings;
  const { clips, isProvisional } = reading;
  const prediction = reading.prediction[task.id];
  const finding = findingText(strings, task, prediction);
  const reference = useMemo(() => referenceRange(task.id, patient), [task.id, patient]);
  const clipValues = useMemo(
    () => (clips.length > 1 ? clips.map(({ result }) => meanOf(result, task)) : noClipValues),
    [clips, task],
  );
  return (
    <li
      className="echonet-result"
      aria-current={isExplained}
      data-task={task.id}
      data-value={String(prediction.mean)}
      data-unit={task.unit}
      {...testHooks('echonet-result')}
    >
      <div className="echonet-result-head">
        <h4>{taskName(strings, task)}</h4>
        {session.config.actions.saliency && <ExplainButton task={task} />}
        {(isProvisional || !finding) && (
          <span className="echonet-value">
            {formatValue(task, prediction.mean, locale)}
            {task.unit && <span className="echonet-unit"> {task.unit}</span>}
          </span>
        )}
        {!isProvisional && <Verdict task={task} />}
      </div>
      <div className="echonet-muted echonet-certainty">
        {isOtherView(reading) && (
          <span
            className="echonet-caution"
            title={results.otherViewHint}
            {...testHooks('echonet-caution')}
          >
            {results.otherView}
          </span>
        )}
        <span>
          {isProvisional
            ? results.stillChanging
            : (finding ?? certainty(strings, task, prediction.interval90))}
        </span>
        {reference && <Normal task={task} reference={reference} />}
      </div>
      <div className="echonet-plots" data-single={clips.length === 1}>
        <Scale
          task={task}
          value={prediction.mean}
          interval90={isProvisional ? undefined : prediction.interval90}
          reference={reference}
          threshold={task.decisionThreshold}
          clipValues={clipValues}
        />
        {clips.map((read) => (
          <ClipValue
            key={read.clip.SOPInstanceUID}
            task={task}
            read={read}
            isOne={clips.length === 1}
          />
        ))}
      </div>
      {clips.length > 1 && (
        <p className="echonet-clip-spread" title={results.clipSpreadHint}>
          {results.clipSpread(formatSpread(task, prediction.standardDeviation, locale))}
        </p>
      )}
      {task.id === 'EF' && !isProvisional && <FromVolumes task={task} reading={reading} />}
    </li>
  );
});

function meanOf({ prediction }: ReadClip['result'], task: Task): number {
  return prediction[task.id].mean;
}

function ExplainButton({ task }: { readonly task: Task }): ReactElement {
  const session = useSession();
  const isShown = useSessionPart(
    (state) => state.saliency.visible && saliencyTaskId(state) === task.id,
  );
  const strings = useStrings();
  const name = strings.saliency.explain(taskName(strings, task));
  return (
    <button
      type="button"
      className="echonet-explain"
      aria-label={name}
      title={name}
      aria-pressed={isShown}
      onClick={() => session.saliency.toggleTask(task.id)}
      {...testHooks('echonet-explain')}
    >
      <svg viewBox="0 0 16 10" aria-hidden="true">
        <path d="M1 5c3.5-5 10.5-5 14 0-3.5 5-10.5 5-14 0z" />
        <circle cx="8" cy="5" r="2" />
      </svg>
    </button>
  );
}

interface ClipValueProps {
  readonly task: Task;
  readonly read: ReadClip;
  /** The value of a single clip is shown above. */
  readonly isOne: boolean;
}

function ClipValue({ task, read, isOne }: ClipValueProps): ReactElement {
  const { results, locale } = useStrings();
  const own = read.result.prediction[task.id];
  return (
    <div className="echonet-clip-value">
      {!isOne && (
        <span className="echonet-aside" title={read.clip.label}>
          {read.clip.label}
        </span>
      )}
      {own.perFrame.length > 0 && <Sparkline task={task} clip={read.clip} result={read.result} />}
      {!isOne && (
        <span data-clip-value={String(own.mean)} {...testHooks('echonet-clip-value')}>
          {formatValue(task, own.mean, locale)}
        </span>
      )}
      {own.perFrame.length > 1 && (
        <span className="echonet-muted" title={results.spreadHint}>
          {isOne
            ? results.spread(formatSpread(task, own.standardDeviation, locale))
            : results.standardDeviation(formatSpread(task, own.standardDeviation, locale))}
        </span>
      )}
    </div>
  );
}

function Normal({ task, reference }: { task: Task; reference: ReferenceRange }): ReactElement {
  const { results, locale } = useStrings();
  const hint = [
    results.referenceOf[reference.sex],
    ...(reference.isIndexed ? [results.indexed] : []),
    results.referenceSource,
  ];
  return (
    <span title={hint.join('; ')} {...testHooks('echonet-reference')}>
      <i className="echonet-key-reference" aria-hidden="true" />
      {results.reference(
        formatValue(task, reference.low, locale),
        formatValue(task, reference.high, locale),
      )}
    </span>
  );
}

function certainty(
  { results, locale }: Strings,
  task: Task,
  interval90: ClipTaskPrediction['interval90'],
): string {
  if (task.kind === 'classification') return results.probability;
  return interval90
    ? results.interval(
        formatValue(task, interval90[0], locale),
        formatWithUnit(task, interval90[1], locale),
      )
    : results.noInterval;
}
