import type { ReactElement } from 'react';
import { command } from '../ids';
import { Hotkey } from '../panel/Hotkey';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { ContourLine } from './ContourLine';
import { type ContourPart, contourParts } from './state';
import type { DrawnPart } from './styles';

const lineOf: Readonly<Record<ContourPart, DrawnPart>> = {
  wall: 'LVWall',
  atrium: 'LA',
  axis: 'annulus',
};

/** Shows and hides the contours and what is drawn beside the LV; the legend of their lines. */
export function ContourToggles(): ReactElement {
  const session = useSession();
  const { visible, parts } = useSessionPart((state) => state.contours);
  const { contours } = useStrings();
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        aria-pressed={visible}
        onClick={() => session.contours.toggle()}
        {...testHooks('echonet-contours-toggle')}
      >
        {visible ? contours.hide : contours.show}
        <Hotkey commandName={command.toggleContours} />
      </button>
      {visible && (
        <div className="echonet-contour-parts">
          <span>
            <ContourLine part="LV" /> {contours.ventricle}
          </span>
          {contourParts.map((part) => (
            // The host's hotkeys do not work from a checkbox.
            <button
              key={part}
              type="button"
              aria-pressed={parts[part]}
              onClick={() => session.contours.show(part, !parts[part])}
            >
              <ContourLine part={lineOf[part]} /> {contours.parts[part]}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
