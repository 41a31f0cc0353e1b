import type { ReactElement } from 'react';
import { activeClip } from '../clips/state';
import type { StepCount } from '../inference/state';
import { stepText } from '../inference/step-text';
import { Problem } from '../panel/Problem';
import { Progress } from '../panel/Progress';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { OcclusionTable } from './OcclusionTable';
import { RegionRow } from './RegionRow';
import { occlusionResultOf } from './state';

/** Occludes regions of the active clip, predicts it again and shows the changes. */
export function OcclusionControls(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const { occlusion: strings } = useStrings();
  const { occlusion, model, results, run } = state;
  if (model.phase !== 'ready') {
    return null;
  }
  const clip = activeClip(state);
  const uid = clip?.SOPInstanceUID ?? '';
  const regions = occlusion.regions.get(uid) ?? [];
  const isRead = results.has(uid);
  const result = occlusionResultOf(state);
  return (
    <section
      className="echonet-section"
      aria-label={strings.title}
      {...testHooks('echonet-occlusion')}
    >
      <p className="echonet-muted">{isRead ? strings.hint : strings.runFirst}</p>
      <div className="echonet-buttons">
        {(['rectangle', 'freehand'] as const).map((shape) => (
          <button
            key={shape}
            type="button"
            className="echonet-button"
            aria-pressed={occlusion.drawing === shape}
            disabled={!isRead}
            // A click by keyboard (detail 0) adds a rectangle, which keys can then move.
            onClick={({ detail }) =>
              detail === 0 && shape === 'rectangle'
                ? session.occlusionTest.addRectangle()
                : session.occlusionTest.draw(shape)
            }
            {...testHooks(`echonet-occlusion-${shape}`)}
          >
            {strings[shape]}
          </button>
        ))}
        <button
          type="button"
          className="echonet-button"
          disabled={(occlusion.past.get(uid) ?? []).length === 0}
          onClick={() => session.occlusionTest.undo()}
          {...testHooks('echonet-occlusion-undo')}
        >
          {strings.undo}
        </button>
      </div>
      {occlusion.drawing && (
        <p className="echonet-muted" role="status">
          {strings.draw[occlusion.drawing]}
        </p>
      )}
      {regions.length > 0 && (
        <>
          <ul className="echonet-regions" aria-label={strings.regions}>
            {regions.map((_, index) => (
              <RegionRow key={index} index={index} />
            ))}
          </ul>
          <div className="echonet-buttons">
            <button
              type="button"
              className={`echonet-button ${result ? '' : 'echonet-button-primary'}`}
              disabled={run !== undefined || occlusion.progress !== undefined || !isRead}
              onClick={() => void session.occlusionTest.run()}
              {...testHooks('echonet-occlusion-run')}
            >
              {strings.run}
            </button>
            <button
              type="button"
              className="echonet-button"
              onClick={() => session.occlusionTest.clear()}
              {...testHooks('echonet-occlusion-clear')}
            >
              {strings.clear}
            </button>
          </div>
        </>
      )}
      {occlusion.progress && <OcclusionProgress {...occlusion.progress} />}
      {occlusion.problem && <Problem>{occlusion.problem}</Problem>}
      {result && clip && (
        <OcclusionTable tasks={model.manifest.tasks} result={result} clip={clip} />
      )}
    </section>
  );
}

function OcclusionProgress(steps: StepCount): ReactElement {
  const { done, count } = steps;
  const session = useSession();
  const { occlusion, run } = useStrings();
  return (
    <Progress
      label={occlusion.progress}
      part={count > 0 ? done / count : 0}
      status={count > 0 ? run.phase.predicting(stepText(run, steps)) : occlusion.reading}
      testId="echonet-occlusion-progress"
      onCancel={() => session.occlusionTest.stop()}
    />
  );
}
