import type { ReactElement } from 'react';
import { command, keyText } from '../ids';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { Moment } from './moments';

const moments: readonly Moment[] = ['ED', 'ES'];

const commands = {
  next: { ED: command.nextEndDiastole, ES: command.nextEndSystole },
  /** Takes the frame on the screen. */
  mark: { ED: command.markEndDiastole, ES: command.markEndSystole },
} as const;

/** Show the next ED or ES, or take the frame on the screen for it. */
export function MomentButtons(): ReactElement {
  const session = useSession();
  const { contours, contourEdits } = useStrings();
  const button = (
    action: keyof typeof commands,
    moment: Moment,
    { label, hint, onClick }: { label: string; hint?: string; onClick: () => void },
  ) => {
    const hotkey = session.hotkey(commands[action][moment]);
    return (
      <button
        key={`${action} ${moment}`}
        type="button"
        className="echonet-button"
        title={[hint, hotkey && keyText(hotkey)].filter(Boolean).join(' ') || undefined}
        onClick={onClick}
        {...testHooks(`echonet-${action}-${moment}`)}
      >
        {label}
      </button>
    );
  };
  return (
    <div className="echonet-buttons">
      {moments.map((moment) =>
        button('next', moment, {
          label: contours.next(moment),
          onClick: () => session.contours.showNext(moment),
        }),
      )}
      {moments.map((moment) =>
        button('mark', moment, {
          label: contourEdits.markHere(moment),
          hint: contourEdits.markHint(moment),
          onClick: () => session.contours.edits.markShownFrame(moment),
        }),
      )}
    </div>
  );
}
