import type { ReactElement } from 'react';
import type { ClipFindings } from '@echonet/models';
import { beatsIn } from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import { formatNumber } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { medianEf } from './moments';

interface BeatChoiceProps {
  readonly clip: Clip;
  readonly findings: ClipFindings;
  /** All beats unless given. */
  readonly chosen: readonly number[] | undefined;
}

/** The EF of each beat as a button that takes it in or leaves it out; nothing for a single beat. */
export function BeatChoice({ clip, findings, chosen }: BeatChoiceProps): ReactElement | null {
  const session = useSession();
  const { contourEdits, locale } = useStrings();
  const beats = beatsIn(findings.beats);
  if (beats.length < 2) {
    return null;
  }
  const whole = (value: number) => formatNumber(value, 0, locale);
  const counted = chosen ?? beats.map((_, beat) => beat);
  const choose = (beat: number) => {
    const others = counted.filter((one) => one !== beat);
    // From all beats the first click picks one out.
    const next =
      chosen === undefined ? [beat] : counted.includes(beat) ? others : [...others, beat];
    const isAll = next.length === 0 || next.length === beats.length;
    session.contours.edits.chooseBeats(clip, isAll ? undefined : [...next].sort((a, b) => a - b));
  };
  return (
    <div
      className="echonet-contour-parts"
      role="group"
      aria-label={contourEdits.beats}
      {...testHooks('echonet-beat-choice')}
    >
      <span>{contourEdits.beats}</span>
      {beats.map(({ efPercent }, beat) => (
        <button
          key={beat}
          type="button"
          aria-pressed={chosen?.includes(beat) ?? false}
          onClick={() => choose(beat)}
        >
          {contourEdits.beat(beat + 1, whole(efPercent))}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={chosen === undefined}
        onClick={() => session.contours.edits.chooseBeats(clip, undefined)}
      >
        {contourEdits.allBeats(whole(medianEf(beats)))}
      </button>
    </div>
  );
}
