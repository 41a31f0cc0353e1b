import { saliencyHotkey } from '../ids';
import { activeClip, saliencyTaskId } from '../session/state';
import { Problem } from './Problem';
import { testHooks } from './test-hooks';
import { useSession, useSessionState } from './use-session';

/** Saliency on or off, of which prediction, how strong, and how far it is computed. */
export function SaliencyControls() {
  const session = useSession();
  const state = useSessionState();
  const { saliency, model } = state;
  const clip = activeClip(state);
  const hasResult = clip !== undefined && state.results.has(clip.SOPInstanceUID);
  if (model.phase !== 'ready') return null;
  return (
    <section className="echonet-section" aria-labelledby="echonet-saliency-title">
      <h2 id="echonet-saliency-title">
        Saliency
        <span className="echonet-aside">
          <kbd>{saliencyHotkey}</kbd>
        </span>
      </h2>
      <button
        type="button"
        className="echonet-button"
        aria-pressed={saliency.visible}
        onClick={() => session.toggleSaliency()}
        {...testHooks('echonet-saliency-toggle')}
      >
        {saliency.visible ? 'Hide where it looked' : 'Show where it looked'}
      </button>
      {saliency.visible && (
        <>
          {!hasResult && (
            <p className="echonet-muted">Run EchoNet on this clip to see where it looked.</p>
          )}
          <label className="echonet-field">
            <span>Explains</span>
            <select
              value={saliencyTaskId(state)}
              onChange={(event) => session.setSaliencyTask(event.target.value)}
              {...testHooks('echonet-saliency-task')}
            >
              {model.manifest.tasks.map((task) => (
                <option key={task.id} value={task.id}>
                  {task.name}
                </option>
              ))}
            </select>
          </label>
          <label className="echonet-field">
            <span>Opacity</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={saliency.opacity}
              aria-valuetext={`${Math.round(100 * saliency.opacity)} percent`}
              onChange={(event) => session.setSaliencyOpacity(event.target.valueAsNumber)}
              {...testHooks('echonet-saliency-opacity')}
            />
          </label>
          <SaliencyProgress />
          {saliency.problem && <Problem>{saliency.problem}</Problem>}
          {saliency.stopped && (
            <button
              type="button"
              className="echonet-button"
              onClick={() => session.resumeSaliency()}
            >
              Compute the rest
            </button>
          )}
          <p className="echonet-muted">
            Bright places change this prediction most. Each frame is scaled by itself.
          </p>
        </>
      )}
    </section>
  );
}

function SaliencyProgress() {
  const session = useSession();
  const { progress } = useSessionState().saliency;
  if (!progress) return null;
  const percent = (100 * (progress.done + progress.part)) / progress.count;
  return (
    <div className="echonet-running">
      <div
        className="echonet-bar"
        role="progressbar"
        aria-label="Progress of saliency"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      <div className="echonet-row">
        <p role="status" {...testHooks('echonet-saliency-progress')}>
          {`Explaining frame ${Math.min(progress.done + 1, progress.count)} of ${progress.count}`}
        </p>
        <button
          type="button"
          className="echonet-button"
          onClick={() => session.cancelSaliency()}
          {...testHooks('echonet-saliency-cancel')}
        >
          Cancel
        </button>
      </div>
    </div>
  );
}
