import { useState, type FormEvent, type ReactElement } from 'react';
import type { Clip } from '../clips/clip';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { Measured, MeasureId } from './measured';

/** What can be typed; beyond these limits it is a slip of the pen. */
const limits: Readonly<Record<MeasureId, readonly [least: number, most: number]>> = {
  EDV: [1, 1000],
  ESV: [1, 1000],
  EF: [0, 100],
  LAVolume: [1, 1000],
  LAIndex: [1, 500],
  heartRate: [10, 350],
  MAPSE: [0, 100],
};

interface TypedValueProps {
  readonly clip: Clip;
  readonly measured: Pick<Measured, 'id' | 'value' | 'unit'>;
}

/** Takes a value of the reader's in place of the measured one, or brings this one back. */
export function TypedValue({ clip, measured: { id, value, unit } }: TypedValueProps): ReactElement {
  const session = useSession();
  const isTyped = useSessionPart(
    ({ contours }) => contours.clips.get(clip.SOPInstanceUID)?.edits?.typed.has(id) === true,
  );
  const [text, setText] = useState('');
  const { contours, contourEdits, locale } = useStrings();
  const [least, most] = limits[id];
  const typed = numberOf(text);
  const isValid = typed !== undefined && typed >= least && typed <= most;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid) {
      session.contours.edits.typeValue(clip, id, typed);
      setText('');
    }
  };
  return (
    <form className="echonet-typed-value" onSubmit={submit}>
      <label>
        {contourEdits.typed(unit)}{' '}
        <input
          inputMode="decimal"
          size={6}
          value={text}
          placeholder={value.toLocaleString(locale, { maximumFractionDigits: 0 })}
          aria-label={contourEdits.typedFor(contours.measures[id], unit)}
          aria-invalid={text !== '' && !isValid}
          title={contourEdits.typedLimits(least, most, unit)}
          onChange={({ target }) => setText(target.value)}
          {...testHooks('echonet-typed-value')}
        />
      </label>
      <button type="submit" className="echonet-button" disabled={!isValid}>
        {contourEdits.takeTyped}
      </button>
      {isTyped && (
        <button
          type="button"
          className="echonet-button"
          onClick={() => session.contours.edits.typeValue(clip, id, undefined)}
          {...testHooks('echonet-measured-again')}
        >
          {contourEdits.measuredAgain}
        </button>
      )}
    </form>
  );
}

/** With a point or a comma; undefined for anything but a number. */
function numberOf(text: string): number | undefined {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}
