import type { ReactElement } from 'react';
import { formatSeconds } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import { useReading } from './use-reading';

/** Computing time and backend; the reasons why faster backends are not used are collapsed. */
export function Computed(): ReactElement | null {
  const reading = useReading();
  const strings = useStrings();
  if (!reading) {
    return null;
  }
  const { clips, isProvisional } = reading;
  const frameCount = clips.reduce((sum, { result }) => sum + result.frameIndices.length, 0);
  const expected = clips.reduce((sum, { result }) => sum + result.expectedFrames, 0);
  const elapsedMs = clips.reduce((sum, { result }) => sum + result.elapsedMs, 0);
  const backends = new Set(clips.map(({ result }) => result.backend.description));
  const notes = new Set(clips.flatMap(({ result }) => result.backend.notes));
  const passedOver = new Set(clips.flatMap(({ result }) => result.backend.passedOver));
  const frames = isProvisional
    ? strings.results.framesOf(frameCount, strings.frames(expected))
    : strings.frames(frameCount);
  const how = strings.results.computed(
    frames,
    formatSeconds(elapsedMs, strings.locale),
    [...backends].map(strings.message).join(', '),
  );
  return (
    <div className="echonet-muted echonet-computed" {...testHooks('echonet-backend')}>
      {passedOver.size === 0 ? (
        how
      ) : (
        <details>
          <summary>{how}</summary>
          {[...passedOver].map(strings.message).join(' ')}
        </details>
      )}
      {notes.size > 0 && <p>{[...notes].map(strings.message).join(' ')}</p>}
    </div>
  );
}
