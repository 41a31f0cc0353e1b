import type { ClipTaskPrediction, Manifest, Task } from '@echonet/models';
import { activeClip } from '../session/state';
import type { ClipResult } from '../session/state';
import { counted, formatSeconds, formatValue, formatWithUnit } from './format';
import { testHooks } from './test-hooks';
import { useSessionState } from './use-session';

/** Nothing in the chain can tell views apart, and the numbers mean nothing in another view. */
const viewWarning = 'The software has not checked that this is an apical four-chamber (A4C) view.';

/** The active clip's predictions with their uncertainty, and everything to doubt about them. */
export function Results() {
  const state = useSessionState();
  const clip = activeClip(state);
  const run = clip && state.run?.SOPInstanceUID === clip.SOPInstanceUID ? state.run : undefined;
  const result = run?.partial ?? (clip && state.results.get(clip.SOPInstanceUID));
  if (!clip || !result || state.model.phase !== 'ready') return null;
  const { manifest } = state.model;
  const { frameIndices, expectedFrames } = result;
  const isProvisional = frameIndices.length < expectedFrames;
  const frames = isProvisional
    ? `${frameIndices.length} of ${counted(expectedFrames, 'frame')}`
    : counted(frameIndices.length, 'frame');
  return (
    <section className="echonet-section" aria-labelledby="echonet-results-title">
      <h2 id="echonet-results-title">
        Results
        <span className="echonet-aside">{clip.name}</span>
      </h2>
      {isProvisional && (
        <p className="echonet-provisional" {...testHooks('echonet-provisional')}>
          Provisional: {frames}
        </p>
      )}
      <ul
        className="echonet-results"
        data-complete={!run}
        data-frame-indices={frameIndices.join(',')}
        {...testHooks('echonet-results')}
      >
        {manifest.tasks.map((task) => (
          <ResultRow
            key={task.id}
            task={task}
            prediction={result.prediction[task.id]}
            frameCount={frameIndices.length}
            isProvisional={isProvisional}
          />
        ))}
      </ul>
      <Warnings manifest={manifest} result={result} />
      <p className="echonet-muted" {...testHooks('echonet-backend')}>
        {frames} in {formatSeconds(result.elapsedMs)}. Computed by {result.backend.description}.{' '}
        {result.backend.notes.join(' ')}
      </p>
    </section>
  );
}

interface ResultRowProps {
  readonly task: Task;
  readonly prediction: ClipTaskPrediction;
  readonly frameCount: number;
  readonly isProvisional: boolean;
}

function ResultRow({ task, prediction, frameCount, isProvisional }: ResultRowProps) {
  const { mean, standardDeviation } = prediction;
  return (
    <li
      className="echonet-result"
      data-task={task.id}
      data-value={String(mean)}
      data-unit={task.unit}
      {...testHooks('echonet-result')}
    >
      <div className="echonet-result-head">
        <span>{task.name}</span>
        <span className="echonet-value">
          {formatValue(task, mean)}
          {task.unit && <span className="echonet-unit"> {task.unit}</span>}
        </span>
      </div>
      <div className="echonet-muted echonet-certainty">
        <span>{isProvisional ? 'still changing' : certainty(task, prediction)}</span>
        {frameCount > 1 && (
          <span title="Standard deviation over the frames">{`frames ± ${spread(task, standardDeviation)}`}</span>
        )}
      </div>
    </li>
  );
}

function certainty(task: Task, { interval90, positive }: ClipTaskPrediction): string {
  if (task.kind === 'classification') {
    if (positive === undefined || task.decisionThreshold === undefined) return 'probability';
    return `probability, ${positive ? 'above' : 'below'} threshold ${task.decisionThreshold.toFixed(2)}`;
  }
  return interval90
    ? `90 % interval ${formatValue(task, interval90[0])} to ${formatWithUnit(task, interval90[1])}`
    : 'no interval: the model is not calibrated';
}

/** A standard deviation is small beside its value and needs a digit more. */
function spread({ kind }: Task, standardDeviation: number): string {
  return standardDeviation.toFixed(kind === 'classification' ? 2 : 1);
}

function Warnings({ manifest, result }: { manifest: Manifest; result: ClipResult }) {
  const warnings = [
    viewWarning,
    ...manifest.tasks.flatMap(({ id }) => result.prediction[id].notes),
    ...result.warnings,
  ];
  return (
    <ul className="echonet-warnings" aria-label="To consider" {...testHooks('echonet-warnings')}>
      {[...new Set(warnings)].map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}
