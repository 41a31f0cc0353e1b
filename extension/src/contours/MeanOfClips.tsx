import type { ReactElement } from 'react';
import { chosenClips } from '../clips/state';
import { formatNumber } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { useCountedMeasures } from '../report/components/use-report-service';
import type { SessionState } from '../session/state';
import { meanOfClips, type PooledMeasured } from './mean-of-clips';
import type { Measured } from './measured';

/** Means of what was measured in the chosen four-chamber clips; nothing for a single one. */
export function MeanOfClips(): ReactElement | null {
  const state = useSessionState();
  const { contours, contourEdits, clipCount, locale } = useStrings();
  const means = meansOfChosen(state, useCountedMeasures());
  if (means.length === 0) {
    return null;
  }
  const most = Math.max(...means.map(({ ofClips }) => ofClips.length));
  const whole = (value: number) => formatNumber(value, 0, locale);
  return (
    <dl
      className="echonet-mean-of-clips"
      title={contourEdits.meanHint}
      {...testHooks('echonet-mean-of-clips')}
    >
      <dt>{contourEdits.mean(clipCount(most))}</dt>
      {means.map(({ id, value, unit, isLowerLimit, interval90, edited, ofClips }) => (
        <dd key={id} data-measure={id} data-value={String(value)}>
          {`${contours.measures[id]}: ${isLowerLimit ? '≥ ' : ''}${whole(value)} ${unit}`}
          {interval90 && ` (${whole(interval90[0])}–${whole(interval90[1])})`}
          {ofClips.length < most && `, ${clipCount(ofClips.length)}`}
          {edited && ` ${contourEdits.edited}`}
        </dd>
      ))}
    </dl>
  );
}

function meansOfChosen(
  state: SessionState,
  countedMeasures: (SOPInstanceUID: string) => readonly Measured[],
): PooledMeasured[] {
  const { results } = state;
  return meanOfClips(
    chosenClips(state)
      .filter(({ SOPInstanceUID: uid }) => results.get(uid)?.view?.accepted !== false)
      .map(({ SOPInstanceUID: uid }) => countedMeasures(uid)),
  );
}
