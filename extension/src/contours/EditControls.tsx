import type { ReactElement } from 'react';
import type { Clip } from '../clips/clip';
import { command } from '../ids';
import { Hotkey } from '../panel/Hotkey';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { ClipContours } from './state';

interface EditControlsProps {
  readonly clip: Clip;
  readonly contours: ClipContours;
}

/** Starts and ends editing, says what was changed, and drops it. */
export function EditControls({ clip, contours }: EditControlsProps): ReactElement | null {
  const session = useSession();
  const isEditing = useSessionPart((state) => state.contours.isEditing);
  const { contourEdits } = useStrings();
  if (!contours.findings) {
    return null;
  }
  const { edits, edited, editedAtria } = contours;
  const drawn = (edits?.drawn.size ?? 0) + (edits?.drawnAtria?.size ?? 0);
  const changes = contourEdits.changes({
    drawn,
    carried: (edited?.size ?? 0) + (editedAtria?.size ?? 0) - drawn,
    moments: edits?.moments.size ?? 0,
    beats: edits?.beats !== undefined,
    typed: edits?.typed.size ?? 0,
  });
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        aria-pressed={isEditing}
        onClick={() => session.contours.edits.toggle()}
        {...testHooks('echonet-edit-contour')}
      >
        {isEditing ? contourEdits.stop : contourEdits.start}
        <Hotkey commandName={command.editContour} />
      </button>
      {edits && (
        <p className="echonet-muted" {...testHooks('echonet-contour-changes')}>
          {changes}{' '}
          <button
            type="button"
            className="echonet-button"
            onClick={() => session.contours.edits.reset(clip)}
            {...testHooks('echonet-reset-clip')}
          >
            {contourEdits.resetClip}
          </button>
        </p>
      )}
    </>
  );
}
