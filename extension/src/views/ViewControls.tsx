import type { ReactElement } from 'react';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { uncheckedClips } from './state';

/** Classifies all clips on request, and says what cannot be used to look at clips. */
export function ViewControls(): ReactElement {
  const quality = useSessionPart((state) => state.views.quality);
  return (
    <>
      <ViewChecking />
      {quality.phase === 'failed' && <Problem>{quality.reason}</Problem>}
    </>
  );
}

/** Says where there is no view classifier. */
function ViewChecking(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { views, clips, run, model } = state;
  const { classifier, checking } = views;
  if (classifier.phase === 'unknown' || model.phase !== 'ready') {
    return null;
  }
  if (classifier.phase === 'none') {
    return (
      <p className="echonet-muted" {...testHooks('echonet-no-classifier')}>
        {strings.clips.noClassifier}
      </p>
    );
  }
  if (classifier.phase === 'failed') {
    return <Problem>{classifier.reason}</Problem>;
  }
  const failures = clips.flatMap(({ SOPInstanceUID, label }) => {
    const reason = views.failures.get(SOPInstanceUID);
    return reason === undefined ? [] : [strings.clips.notChecked(label, strings.message(reason))];
  });
  return (
    <>
      {checking && (
        <div className="echonet-row">
          <p role="status" {...testHooks('echonet-views-progress')}>
            {strings.clips.checkingViews(checking.done + 1, checking.count)}
            {checking.isPaused && ` (${strings.study.paused})`}
          </p>
          <button type="button" className="echonet-button" onClick={() => session.views.stop()}>
            {strings.cancel}
          </button>
        </div>
      )}
      {!checking && uncheckedClips(state).length > 0 && (
        <button
          type="button"
          className="echonet-button"
          disabled={run !== undefined}
          onClick={() => void session.views.checkAll('in idle time')}
          {...testHooks('echonet-check-views')}
        >
          {strings.clips.checkViews}
        </button>
      )}
      {failures.map((failure) => (
        <p key={failure} className="echonet-reason">
          {failure}
        </p>
      ))}
    </>
  );
}
