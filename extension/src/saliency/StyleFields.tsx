import type { ReactElement } from 'react';
import { capitalised } from '../capitalised';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { Field } from './Field';
import { type ColourMapName, colourMapNames, type SaliencyLayout } from './settings';

/** Layout, colour map, opacity and threshold; a change redraws the computed maps. */
export function StyleFields(): ReactElement {
  const session = useSession();
  const saliency = useSessionPart((state) => state.saliency);
  const { saliency: names } = useStrings();
  return (
    <>
      <Field name={names.view}>
        <select
          value={saliency.layout}
          onChange={(event) =>
            session.saliency.setStyle({ layout: event.target.value as SaliencyLayout })
          }
          {...testHooks('echonet-saliency-layout')}
        >
          {(['overlay', 'sideBySide'] as const).map((layout) => (
            <option key={layout} value={layout}>
              {names.layouts[layout]}
            </option>
          ))}
        </select>
      </Field>
      <Field name={names.colours}>
        <select
          value={saliency.colourMap}
          onChange={(event) =>
            session.saliency.setStyle({ colourMap: event.target.value as ColourMapName })
          }
          {...testHooks('echonet-saliency-colours')}
        >
          {colourMapNames.map((name) => (
            <option key={name} value={name}>
              {capitalised(name)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={names.opacity}>
        <Slider
          value={saliency.opacity}
          max={1}
          onChange={(opacity) => session.saliency.setOpacity(opacity)}
          testId="echonet-saliency-opacity"
        />
      </Field>
      <Field name={names.threshold}>
        <Slider
          value={saliency.threshold}
          max={0.95}
          onChange={(threshold) => session.saliency.setStyle({ threshold })}
          testId="echonet-saliency-threshold"
        />
      </Field>
    </>
  );
}

interface SliderProps {
  readonly value: number;
  /** At most 1; the minimum is 0. */
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly testId: string;
}

function Slider({ value, max, onChange, testId }: SliderProps): ReactElement {
  const { saliency } = useStrings();
  return (
    <input
      type="range"
      min={0}
      max={max}
      step={0.05}
      value={value}
      aria-valuetext={saliency.percent(Math.round(100 * value))}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      {...testHooks(testId)}
    />
  );
}
