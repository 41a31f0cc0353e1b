import { saliencyHotkey } from '../ids';
import { activeClip, saliencyTaskId } from '../session/state';
import { Problem } from './Problem';
import { taskName } from '../strings';
import { testHooks } from './test-hooks';
import { useSession, useSessionState } from './use-session';
import { useStrings } from './use-strings';

/** Saliency on or off, of which prediction, how strong, and how far it is computed. */
export function SaliencyControls() {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { saliency, model } = state;
  const clip = activeClip(state);
  const hasResult = clip !== undefined && state.results.has(clip.SOPInstanceUID);
  if (model.phase !== 'ready') return null;
  return (
    <section className="echonet-section" aria-labelledby="echonet-saliency-title">
      <h2 id="echonet-saliency-title">
        {strings.saliency.title}
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
        {saliency.visible ? strings.saliency.hide : strings.saliency.show}
      </button>
      {saliency.visible && (
        <>
          {!hasResult && <p className="echonet-muted">{strings.saliency.runFirst}</p>}
          <label className="echonet-field">
            <span>{strings.saliency.task}</span>
            <select
              value={saliencyTaskId(state)}
              onChange={(event) => session.setSaliencyTask(event.target.value)}
              {...testHooks('echonet-saliency-task')}
            >
              {model.manifest.tasks.map((task) => (
                <option key={task.id} value={task.id}>
                  {taskName(strings, task)}
                </option>
              ))}
            </select>
          </label>
          <label className="echonet-field">
            <span>{strings.saliency.opacity}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={saliency.opacity}
              aria-valuetext={strings.saliency.percent(Math.round(100 * saliency.opacity))}
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
              {strings.saliency.computeRest}
            </button>
          )}
          <p className="echonet-muted">{strings.saliency.hint}</p>
        </>
      )}
    </section>
  );
}

function SaliencyProgress() {
  const session = useSession();
  const { saliency, cancel } = useStrings();
  const { progress } = useSessionState().saliency;
  if (!progress) return null;
  const percent = (100 * (progress.done + progress.part)) / progress.count;
  return (
    <div className="echonet-running">
      <div
        className="echonet-bar"
        role="progressbar"
        aria-label={saliency.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      <div className="echonet-row">
        <p role="status" {...testHooks('echonet-saliency-progress')}>
          {saliency.explaining(Math.min(progress.done + 1, progress.count), progress.count)}
        </p>
        <button
          type="button"
          className="echonet-button"
          onClick={() => session.cancelSaliency()}
          {...testHooks('echonet-saliency-cancel')}
        >
          {cancel}
        </button>
      </div>
    </div>
  );
}
