import { activeClip, runFraction } from '../session/state';
import type { Run, SessionState } from '../session/state';
import { formatBytes } from './format';
import { Problem } from './Problem';
import { testHooks } from './test-hooks';
import { useSession, useSessionState } from './use-session';

/** Run, or how far the run has come and Cancel. */
export function RunControls() {
  const session = useSession();
  const state = useSessionState();
  const { run, clips } = state;
  const clip = activeClip(state);
  const failure = clip && state.failures.get(clip.SOPInstanceUID);
  const hindrance = hindranceOf(state);
  const runningClip = clips.find(({ SOPInstanceUID }) => SOPInstanceUID === run?.SOPInstanceUID);
  const isRunningHere = run !== undefined && run.SOPInstanceUID === clip?.SOPInstanceUID;
  return (
    <section className="echonet-section" aria-label="Run">
      {!isRunningHere && (
        <button
          type="button"
          className="echonet-button echonet-button-primary"
          disabled={hindrance !== undefined}
          onClick={() => void session.run()}
          {...testHooks('echonet-run')}
        >
          {clip && state.results.has(clip.SOPInstanceUID)
            ? 'Run again'
            : 'Run EchoNet on this clip'}
        </button>
      )}
      {hindrance && <p className="echonet-muted">{hindrance}</p>}
      {run && (
        <div className="echonet-running">
          <div
            className="echonet-bar"
            role="progressbar"
            aria-label="Progress of the run"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(100 * runFraction(run))}
          >
            <div style={{ width: `${100 * runFraction(run)}%` }} />
          </div>
          <div className="echonet-row">
            <p role="status" {...testHooks('echonet-progress')}>
              {describeRun(run)}
              {!isRunningHere && runningClip && ` (${runningClip.name})`}
            </p>
            <button
              type="button"
              className="echonet-button"
              onClick={() => session.cancelRun()}
              {...testHooks('echonet-cancel')}
            >
              Cancel
            </button>
          </div>
        </div>
      )}
      {state.switched && (
        <p className="echonet-switched" role="status" {...testHooks('echonet-switched')}>
          {state.switched}
        </p>
      )}
      {failure && !isRunningHere && <Problem>{failure}</Problem>}
    </section>
  );
}

/** Why Run cannot be pressed. */
function hindranceOf(state: SessionState): string | undefined {
  const clip = activeClip(state);
  if (!clip) return 'Choose a clip first.';
  if (!clip.eligibility.eligible) return 'The clip in the active viewport cannot be read.';
  return state.model.phase === 'loading' ? 'The model is being looked up …' : undefined;
}

function describeRun({ phase, done, count, download }: Run): string {
  const frame = `frame ${Math.min(done + 1, count)} of ${count}`;
  switch (phase) {
    case 'starting':
      return `Loading the model${download ? `: ${formatBytes(download)}` : ''} …`;
    case 'reading':
      return `Reading ${frame}`;
    case 'locating':
      return 'Finding the scanning sector …';
    case 'predicting':
      return `Predicting ${frame}`;
  }
}
