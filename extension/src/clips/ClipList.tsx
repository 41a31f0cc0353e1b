import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { listedOrder } from './best-clip';
import { type Clip, lengthMs } from './clip';
import { ClipFacts } from './ClipFacts';
import { examFacts } from './exam-facts';
import { ClipThumbnail } from './ClipThumbnail';
import { formatSeconds } from '../panel/format';
import { areClipsListed } from '../panel/areas';
import { testHooks } from '../panel/test-hooks';
import { HelpLink } from '../first-use/HelpLink';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { StudyControls } from '../study/StudyControls';
import { ViewControls } from '../views/ViewControls';

/** All clips of the study; once there are results, one line with the chosen ones until opened. */
export function ClipList(): ReactElement {
  const areListed = useSessionPart(areClipsListed);
  return areListed ? <WholeList /> : <ChosenClips />;
}

function ChosenClips(): ReactElement {
  const session = useSession();
  const clips = useSessionPart((state) => state.clips);
  const choice = useSessionPart((state) => state.choice);
  const strings = useStrings();
  const [first, ...others] = clips.filter(({ SOPInstanceUID: uid }) => choice.uids.has(uid));
  const text = first
    ? strings.clips.chosen(first.label, 1 + others.length)
    : strings.run.chooseFirst;
  return (
    <section className="echonet-section echonet-chosen-clips" aria-label={strings.clips.title}>
      <button
        type="button"
        className="echonet-clips-toggle"
        aria-expanded={false}
        title={strings.clips.showAll(strings.clipCount(clips.length))}
        onClick={() => session.listClips(true)}
        {...testHooks('echonet-clips-toggle')}
      >
        <span className="echonet-clip-name">{text}</span>{' '}
        <span className="echonet-aside">
          {strings.clipCount(clips.length)} <span aria-hidden="true">▾</span>
        </span>
      </button>
    </section>
  );
}

function WholeList(): ReactElement {
  const session = useSession();
  const clips = useSessionPart((state) => state.clips);
  const views = useSessionPart((state) => state.views);
  const order = useMemo(() => listedOrder(clips, views), [clips, views]);
  const hasResults = useSessionPart((state) => state.results.size > 0);
  const strings = useStrings();
  const readable = clips.filter(({ eligibility }) => eligibility.eligible).length;
  return (
    <section className="echonet-section" aria-labelledby="echonet-clips-title">
      <h2 id="echonet-clips-title">
        {strings.clips.title}
        <span className="echonet-aside">
          {clips.length > 0 && strings.clips.readable(readable, clips.length)}
        </span>
        <HelpLink section="clips" name={strings.clips.title} />
        {hasResults && (
          <button
            type="button"
            className="echonet-icon-button"
            aria-expanded
            aria-label={strings.clips.showFewer}
            title={strings.clips.showFewer}
            onClick={() => session.listClips(false)}
            {...testHooks('echonet-clips-toggle')}
          >
            ▴
          </button>
        )}
      </h2>
      {clips.length === 0 ? (
        <p className="echonet-muted">{strings.clips.none}</p>
      ) : (
        <ul className="echonet-clips">
          {order.map((clip) => (
            <ClipRow key={clip.displaySetInstanceUID} clip={clip} />
          ))}
        </ul>
      )}
      {readable > 1 && !hasResults && <p className="echonet-muted">{strings.clips.chooseHint}</p>}
      <StudyControls />
      {readable > 0 && <ViewControls />}
    </section>
  );
}

function ClipRow({ clip }: { readonly clip: Clip }): ReactElement {
  const session = useSession();
  const strings = useStrings();
  const activeUID = useSessionPart((state) => state.activeUID);
  const choice = useSessionPart((state) => state.choice);
  const results = useSessionPart((state) => state.results);
  const failures = useSessionPart((state) => state.failures);
  const { SOPInstanceUID, eligibility, label } = clip;
  const isActive = SOPInstanceUID === activeUID;
  const isChosen = choice.uids.has(SOPInstanceUID);
  const isSuggested = isChosen && choice.by === 'rank';
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive || isSuggested) {
      row.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [isActive, isSuggested]);
  return (
    <li ref={row} className="echonet-clip-row" data-active={isActive}>
      <input
        type="checkbox"
        aria-label={strings.clips.choose(label)}
        checked={isChosen}
        disabled={!eligibility.eligible}
        onChange={({ target }) => session.clips.choose(SOPInstanceUID, target.checked)}
        {...testHooks('echonet-clip-choice')}
      />
      <button
        type="button"
        className="echonet-clip"
        aria-pressed={isActive}
        data-eligible={eligibility.eligible}
        data-sop-instance-uid={SOPInstanceUID}
        title={clip.name}
        onClick={() => session.clips.show(clip)}
        {...testHooks('echonet-clip')}
      >
        <ClipThumbnail clip={clip} />
        <span className="echonet-clip-text">
          <span className="echonet-clip-name">{label}</span>
          {eligibility.eligible ? (
            <>
              <span className="echonet-muted">
                <Extent clip={clip} />
                {failures.has(SOPInstanceUID) && <Tag kind="failed" />}
                {!failures.has(SOPInstanceUID) && results.has(SOPInstanceUID) && (
                  <Tag kind="read" />
                )}
                {isSuggested && !results.has(SOPInstanceUID) && <Tag kind="best" />}
              </span>
              <ClipFacts clip={clip} />
            </>
          ) : (
            <span className="echonet-reason" title={strings.message(eligibility.reason)}>
              {strings.message(eligibility.reason)}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function Tag({ kind }: { readonly kind: 'read' | 'failed' | 'best' }): ReactElement {
  const { clips } = useStrings();
  // The space parts the texts for screen readers.
  return (
    <>
      {' '}
      <span className={`echonet-tag echonet-tag-${kind}`}>{clips[kind]}</span>
    </>
  );
}

function Extent({ clip: { header, times } }: { readonly clip: Clip }): ReactElement | null {
  const { clips, frames, locale } = useStrings();
  if (!header || !times) {
    return null;
  }
  const length = formatSeconds(lengthMs(times), locale);
  return <>{[frames(header.NumberOfFrames), length, ...examFacts(header, clips)].join(' · ')}</>;
}
