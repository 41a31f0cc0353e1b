import type { ReactElement } from 'react';
import { activeClip } from '../clips/state';
import { command } from '../ids';
import { Hotkey } from '../panel/Hotkey';
import { NoOverlay } from '../panel/NoOverlay';
import { Problem } from '../panel/Problem';
import { Progress } from '../panel/Progress';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { ExplanationFields } from './ExplanationFields';
import { StyleFields } from './StyleFields';

/** Shows and hides the saliency overlay and controls what it explains and its style. */
export function SaliencyControls(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { saliency, model } = state;
  const clip = activeClip(state);
  const hasResult = clip !== undefined && state.results.has(clip.SOPInstanceUID);
  if (model.phase !== 'ready') {
    return null;
  }
  return (
    <section className="echonet-section" aria-label={strings.saliency.title}>
      <button
        type="button"
        className="echonet-button"
        aria-pressed={saliency.visible}
        onClick={() => session.saliency.toggle()}
        {...testHooks('echonet-saliency-toggle')}
      >
        {saliency.visible ? strings.saliency.hide : strings.saliency.show}
        <Hotkey commandName={command.toggleSaliency} />
      </button>
      {saliency.visible && (
        <>
          {!hasResult && <p className="echonet-muted">{strings.saliency.runFirst}</p>}
          <NoOverlay />
          <ExplanationFields />
          <StyleFields />
          <SaliencyProgress />
          {saliency.problem && <Problem>{saliency.problem}</Problem>}
          {saliency.stopped && (
            <button
              type="button"
              className="echonet-button"
              onClick={() => session.saliency.resume()}
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

function SaliencyProgress(): ReactElement | null {
  const session = useSession();
  const { saliency } = useStrings();
  const progress = useSessionPart((state) => state.saliency.progress);
  if (!progress) {
    return null;
  }
  const { done, count, part } = progress;
  return (
    <Progress
      label={saliency.progress}
      part={(done + part) / count}
      status={saliency.explaining(Math.min(done + 1, count), count)}
      testId="echonet-saliency-progress"
      onCancel={() => session.saliency.cancel()}
      cancelTestId="echonet-saliency-cancel"
    />
  );
}
