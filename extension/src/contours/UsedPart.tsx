import type { ReactElement } from 'react';
import type { Clip } from '../clips/clip';
import { formatNumber } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** Which part of the clip the direct predictions come from; contours come from all of it. */
export function UsedPart({ clip }: { readonly clip: Clip }): ReactElement | null {
  const frameIndices = useSessionPart(
    (state) => state.results.get(clip.SOPInstanceUID)?.frameIndices,
  );
  const { contourEdits, frames, locale } = useStrings();
  const timesMs = clip.times?.timesMs ?? [];
  if (!frameIndices || frameIndices.length === 0 || timesMs.length < 2) {
    return null;
  }
  const secondsAt = (frame: number) =>
    formatNumber((timesMs[frame] - timesMs[0]) / 1000, 1, locale);
  return (
    <p className="echonet-muted" {...testHooks('echonet-used-part')}>
      {contourEdits.used(
        secondsAt(frameIndices[0]),
        secondsAt(frameIndices[frameIndices.length - 1]),
        secondsAt(timesMs.length - 1),
        frameIndices.length,
        frames(timesMs.length),
      )}
    </p>
  );
}
