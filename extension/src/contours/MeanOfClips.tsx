import type { ReactElement } from 'react';
import { chosenClips } from '../clips/state';
import { formatNumber } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { SessionState } from '../session/state';
import { meanOfClips, type MeanMeasured } from './mean-of-clips';
import { measuredOf } from './measured-of';

/** Means of what was measured in the chosen four-chamber clips; nothing for a single one. */
export function MeanOfClips(): ReactElement | null {
  const state = useSessionState();
  const { contours, contourEdits, clipCount, locale } = useStrings();
  const means = meansOfChosen(state);
  if (means.length === 0) {
    return null;
  }
  const most = Math.max(...means.map((mean) => mean.clipCount));
  const whole = (value: number) => formatNumber(value, 0, locale);
  return (
    <dl
      className="echonet-mean-of-clips"
      title={contourEdits.meanHint}
      {...testHooks('echonet-mean-of-clips')}
    >
      <dt>{contourEdits.mean(clipCount(most))}</dt>
      {means.map(({ id, value, unit, interval90, edited }) => (
        <dd key={id} data-measure={id} data-value={String(value)}>
          {`${contours.measures[id]}: ${whole(value)} ${unit}`}
          {interval90 && ` (${whole(interval90[0])}–${whole(interval90[1])})`}
          {edited && ` ${contourEdits.edited}`}
        </dd>
      ))}
    </dl>
  );
}

function meansOfChosen(state: SessionState): MeanMeasured[] {
  const { results } = state;
  return meanOfClips(
    chosenClips(state)
      .filter(({ SOPInstanceUID: uid }) => results.get(uid)?.view?.accepted !== false)
      .map(({ SOPInstanceUID: uid }) => measuredOf(state, uid)),
  );
}
