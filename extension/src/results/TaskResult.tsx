import { memo, useMemo, type ReactElement } from 'react';
import type { ClipTaskPrediction, Manifest, Task } from '@echonet/models';
import { averagedOf, type ReadClip, type Reading, viewDoubtOfClips } from './reading';
import { saliencyTaskId } from '../saliency/state';
import { shortTaskName, taskName, type Strings } from '../strings';
import { formatSpread, formatValue, formatWithUnit, shownUnit } from '../panel/format';
import { findingText } from './finding';
import { Verdict } from '../report/components/Verdict';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { FromVolumes } from './FromVolumes';
import { predictionMark } from './mark';
import { isEvaluated, originOf } from './origin';
import { originHint } from './origin-text';
import { referenceRange, type ReferenceRange } from './reference-range';
import { type ResultLine, ResultRow } from './ResultRow';
import { Scale } from './Scale';
import { Sparkline } from './Sparkline';

interface TaskResultProps {
  readonly task: Task;
  readonly reading: Reading;
  /** Evaluated on simulated patients alone, and the clip is of a real one. */
  readonly isDemonstration: boolean;
  /** Of the model that predicted it. */
  readonly manifest: Manifest;
  /** Not of the model that reads: without attention maps, and not to be accepted. */
  readonly isOfSecondModel: boolean;
}

/** One prediction on a line; its uncertainty, reference range, clips and frames on a click. */
export const TaskResult = memo(function TaskResult(props: TaskResultProps): ReactElement {
  const { task, reading, isDemonstration, isOfSecondModel } = props;
  const { actions } = useSession().config;
  const patient = useSessionPart((state) => state.patient);
  const isExplained = useSessionPart((state) => {
    const isAsked = state.saliency.visible || state.saliency.taskId !== undefined;
    return isAsked && saliencyTaskId(state) === task.id;
  });
  const strings = useStrings();
  const { results, locale } = strings;
  const prediction = reading.prediction[task.id];
  const { isProvisional } = reading;
  const doubt = viewDoubtOfClips(reading.clips.map(({ result }) => result));
  const line: ResultLine = {
    name: taskName(strings, task),
    shortName: shortTaskName(strings, task),
    value: formatValue(task, prediction.mean, locale),
    unit: shownUnit(task.unit, locale),
    ...(!isProvisional && {
      mark: predictionMark(strings, task, prediction, patient, isJudged(props)),
      interval: intervalOf(strings, task, prediction),
    }),
    ...(isProvisional && { remark: results.stillChanging }),
    ...(doubt && { caution: results.viewCaution[doubt] }),
    isDemonstration,
    isCurrent: isExplained && !isOfSecondModel,
  };
  return (
    <ResultRow
      line={line}
      testId="echonet-result"
      data={{
        'data-task': task.id,
        'data-value': String(prediction.mean),
        'data-unit': task.unit,
      }}
      buttons={
        !isOfSecondModel && (
          <>
            {actions.saliency && <ExplainButton task={task} />}
            {!isProvisional && <Verdict id={task.id} name={line.name} />}
          </>
        )
      }
      details={() => <Details {...props} />}
    />
  );
});

function isJudged({ task, isDemonstration, manifest }: TaskResultProps): boolean {
  return !isDemonstration && isEvaluated(originOf(manifest, task.id));
}

function intervalOf(
  { results, locale }: Strings,
  task: Task,
  { interval90, positive }: ClipTaskPrediction,
): ResultLine['interval'] {
  if (task.kind === 'classification') {
    const { decisionThreshold } = task;
    if (positive === undefined || decisionThreshold === undefined) {
      return { shown: results.probability, spoken: results.probability };
    }
    const text = results.cutOff(formatValue(task, decisionThreshold, locale));
    return { shown: text, spoken: text };
  }
  if (!interval90) {
    return undefined;
  }
  const [low, high] = interval90.map((limit) => formatValue(task, limit, locale));
  return {
    shown: results.intervalOf(low, high),
    spoken: results.interval(low, formatWithUnit(task, interval90[1], locale)),
  };
}

function Details(props: TaskResultProps): ReactElement {
  const { task, reading, manifest } = props;
  const patient = useSessionPart((state) => state.patient);
  const strings = useStrings();
  const { results, locale } = strings;
  const { clips, isProvisional } = reading;
  const prediction = reading.prediction[task.id];
  const isNormalShown = isJudged(props);
  const reference = useMemo(
    () => (isNormalShown ? referenceRange(task.id, patient) : undefined),
    [task.id, patient, isNormalShown],
  );
  const averaged = useMemo(() => averagedOf(reading, task.id), [reading, task.id]);
  const clipValues = useMemo(
    () =>
      averaged.length > 1 ? averaged.map(({ result }) => result.prediction[task.id].mean) : [],
    [averaged, task],
  );
  return (
    <>
      <div className="echonet-muted echonet-certainty">
        <span>
          {isProvisional
            ? results.stillChanging
            : (findingText(strings, task, prediction) ??
              certainty(strings, task, prediction.interval90))}
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
        {clips
          .filter(({ result }) => task.id in result.prediction)
          .map((read) => (
            <ClipValue
              key={read.clip.SOPInstanceUID}
              task={task}
              read={read}
              isOne={clips.length === 1}
              isAveraged={averaged.includes(read)}
            />
          ))}
      </div>
      {averaged.length > 1 && (
        <p className="echonet-clip-spread" title={results.clipSpreadHint}>
          {results.clipSpread(formatSpread(task, prediction.standardDeviation, locale))}
        </p>
      )}
      {task.id === 'EF' && !task.frameVolume && !isProvisional && (
        <FromVolumes task={task} reading={reading} />
      )}
      <p className="echonet-muted">{originHint(strings, originOf(manifest, task.id))}</p>
    </>
  );
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
  readonly isAveraged: boolean;
}

function ClipValue({ task, read, isOne, isAveraged }: ClipValueProps): ReactElement {
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
      {!isAveraged && (
        <span className="echonet-muted" title={results.notAveragedHint}>
          {results.notAveraged}
        </span>
      )}
      {own.perWindow && (
        <span className="echonet-muted" {...testHooks('echonet-windows')}>
          {results.windows(
            own.perWindow.map((value) => formatValue(task, value, locale)),
            read.result.windows?.[0]?.length ?? 0,
          )}
        </span>
      )}
      <Spread task={task} own={own} isOne={isOne} />
    </div>
  );
}

/** Over the frames, or over the beats where there are several: a single one has no spread. */
function Spread({
  task,
  own,
  isOne,
}: Pick<ClipValueProps, 'task' | 'isOne'> & {
  readonly own: ClipTaskPrediction;
}): ReactElement | null {
  const { results, locale } = useStrings();
  const isOfBeats = task.frameVolume !== undefined;
  if (isOfBeats ? own.standardDeviation === 0 : own.perFrame.length < 2) {
    return null;
  }
  const spread = formatSpread(task, own.standardDeviation, locale);
  const inFull = isOfBeats ? results.beatSpread : results.spread;
  return (
    <span
      className="echonet-muted"
      title={isOfBeats ? results.beatSpreadHint : results.spreadHint}
      {...testHooks('echonet-spread')}
    >
      {isOne ? inFull(spread) : results.standardDeviation(spread)}
    </span>
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
  if (task.kind === 'classification') {
    return results.probability;
  }
  return interval90
    ? results.interval(
        formatValue(task, interval90[0], locale),
        formatWithUnit(task, interval90[1], locale),
      )
    : results.noInterval;
}
