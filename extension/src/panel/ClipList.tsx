import { useEffect, useRef } from 'react';
import type { Clip } from '../clips/clip';
import { counted, formatSeconds } from './format';
import { testHooks } from './test-hooks';
import { useSession, useSessionState } from './use-session';

/** The study's clips; choosing one shows it in the active viewport. */
export function ClipList() {
  const { clips, activeUID, results, failures } = useSessionState();
  const eligibleCount = clips.filter(({ eligibility }) => eligibility.eligible).length;
  return (
    <section className="echonet-section" aria-labelledby="echonet-clips-title">
      <h2 id="echonet-clips-title">
        Clips
        <span className="echonet-aside">
          {clips.length > 0 && `${eligibleCount} of ${clips.length} can be read`}
        </span>
      </h2>
      {clips.length === 0 ? (
        <p className="echonet-muted">The study has no pictures yet.</p>
      ) : (
        <ul className="echonet-clips">
          {clips.map((clip) => (
            <li key={clip.displaySetInstanceUID}>
              <ClipButton
                clip={clip}
                isActive={clip.SOPInstanceUID === activeUID}
                state={stateOf(clip)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );

  function stateOf({ SOPInstanceUID }: Clip): 'read' | 'failed' | undefined {
    if (failures.has(SOPInstanceUID)) return 'failed';
    return results.has(SOPInstanceUID) ? 'read' : undefined;
  }
}

interface ClipButtonProps {
  readonly clip: Clip;
  readonly isActive: boolean;
  readonly state: 'read' | 'failed' | undefined;
}

function ClipButton({ clip, isActive, state }: ClipButtonProps) {
  const session = useSession();
  const { eligibility } = clip;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) button.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isActive]);
  return (
    <button
      ref={button}
      type="button"
      className="echonet-clip"
      aria-pressed={isActive}
      data-eligible={eligibility.eligible}
      data-sop-instance-uid={clip.SOPInstanceUID}
      title={clip.SOPInstanceUID}
      onClick={() => session.show(clip)}
      {...testHooks('echonet-clip')}
    >
      <span className="echonet-clip-name">{clip.name}</span>
      {eligibility.eligible ? (
        <span className="echonet-muted">
          {extentOf(clip)}
          {state && <span className={`echonet-tag echonet-tag-${state}`}>{state}</span>}
        </span>
      ) : (
        <span className="echonet-reason">{eligibility.reason}</span>
      )}
    </button>
  );
}

function extentOf({ header, times }: Clip): string {
  if (!header || !times) return '';
  const lengthMs = times.timesMs[times.timesMs.length - 1] ?? 0;
  return `${counted(header.NumberOfFrames, 'frame')} · ${formatSeconds(lengthMs)} · ${header.Columns} × ${header.Rows}`;
}
