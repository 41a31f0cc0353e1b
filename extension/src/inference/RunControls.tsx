import type { ReactElement } from 'react';
import { lackOf, viewDoubtOf } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { activeClip, chosenClips } from '../clips/state';
import { formatBytes, formatShare } from '../panel/format';
import { Problem } from '../panel/Problem';
import { Progress } from '../panel/Progress';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { SessionState } from '../session/state';
import type { Strings } from '../strings';
import { clipsToRead, heldBackClips } from './clips-to-read';
import { type Run, runFraction } from './state';
import { stepText } from './step-text';

export function RunControls(): ReactElement {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { run } = state;
  const chosen = chosenClips(state);
  const disabledReason = reasonNotToRun(strings, state);
  const isRunningHere = chosen.some(({ SOPInstanceUID }) => SOPInstanceUID === run?.SOPInstanceUID);
  const isUnread = clipsToRead(state).some(
    ({ SOPInstanceUID }) => !state.results.has(SOPInstanceUID),
  );
  const failures = new Set(
    chosen.flatMap(({ SOPInstanceUID }) => state.failures.get(SOPInstanceUID) ?? []),
  );
  return (
    <section className="echonet-section" aria-label={strings.run.label}>
      {!isRunningHere && (
        <button
          type="button"
          className={`echonet-button ${isUnread ? 'echonet-button-primary' : ''}`}
          disabled={disabledReason !== undefined}
          onClick={() => void session.runs.start()}
          {...testHooks('echonet-run')}
        >
          {runLabel(strings, state)}
        </button>
      )}
      {disabledReason && <p className="echonet-muted">{disabledReason}</p>}
      {run && (
        <Progress
          label={strings.run.progress}
          part={runFraction(run)}
          status={describeRun(strings, run) + describeClip(strings, state, run)}
          testId="echonet-progress"
          onCancel={() => session.runs.cancel()}
          cancelTestId="echonet-cancel"
        />
      )}
      {state.switched && (
        <p className="echonet-switched" role="status" {...testHooks('echonet-switched')}>
          {state.switched}
        </p>
      )}
      {!isRunningHere && [...failures].map((failure) => <Problem key={failure}>{failure}</Problem>)}
      {!run &&
        heldBackClips(state).map((clip) => <HeldBack key={clip.SOPInstanceUID} clip={clip} />)}
    </section>
  );
}

/** A clip that the view check rejected, with the button to analyse it anyway. */
function HeldBack({ clip }: { readonly clip: Clip }): ReactElement | null {
  const session = useSession();
  const views = useSessionPart((state) => state.views);
  const { run, clips, locale, message } = useStrings();
  const view = views.checks.get(clip.SOPInstanceUID)?.prediction;
  if (!view) {
    return null;
  }
  const [probability, threshold] = [view.probability, view.threshold].map((share) =>
    formatShare(share, locale),
  );
  return (
    <div
      className="echonet-problem echonet-held-back"
      role="alert"
      {...testHooks('echonet-held-back')}
    >
      <p>
        {run.heldBack(
          clip.label,
          clips.viewDoubt(
            viewDoubtOf(view.missing),
            view.missing ? message(lackOf(view.missing)) : run.acceptedFrom(probability, threshold),
          ),
        )}
      </p>
      <button
        type="button"
        className="echonet-button"
        onClick={() => void session.runs.scoreAnyway(clip.SOPInstanceUID)}
        {...testHooks('echonet-score-anyway')}
      >
        {run.scoreAnyway}
      </button>
    </div>
  );
}

function runLabel({ run }: Strings, state: SessionState): string {
  const chosen = chosenClips(state);
  const toRead = clipsToRead(state);
  if (toRead.length === 0) {
    return run.thisClip;
  }
  if (toRead.every(({ SOPInstanceUID }) => state.results.has(SOPInstanceUID))) {
    return run.again;
  }
  if (toRead.length < chosen.length) {
    return run.more(toRead.length);
  }
  if (toRead.length > 1) {
    return run.clips(toRead.length);
  }
  const [clip] = toRead;
  return clip.SOPInstanceUID === state.activeUID ? run.thisClip : run.clip(clip.label);
}

/** Why the button is disabled; undefined if it is enabled. */
function reasonNotToRun({ run }: Strings, state: SessionState): string | undefined {
  if (chosenClips(state).length === 0) {
    const isAnyReadable = state.clips.some(({ eligibility }) => eligibility.eligible);
    return isAnyReadable || state.clips.length === 0 ? run.chooseFirst : run.noneReadable;
  }
  if (clipsToRead(state).length === 0) {
    return run.heldBackOnly;
  }
  return state.model.phase === 'loading' ? run.lookingForModel : undefined;
}

function describeRun({ run: strings, locale }: Strings, run: Run): string {
  const { phase, download } = run;
  if (phase === 'starting') {
    return strings.loadingModel(download && formatBytes(download, locale));
  }
  return strings.phase[phase](stepText(strings, run));
}

/** Names the running clip unless it is the only one and on screen. */
function describeClip({ run: strings }: Strings, state: SessionState, run: Run): string {
  const clip = state.clips.find(({ SOPInstanceUID }) => SOPInstanceUID === run.SOPInstanceUID);
  const isObvious = run.clipCount === 1 && clip === activeClip(state);
  if (!clip || isObvious) {
    return '';
  }
  return ` (${strings.clipOf(clip.label, run.clipIndex + 1, run.clipCount)})`;
}
