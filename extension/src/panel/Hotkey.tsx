import type { ReactElement } from 'react';
import { keyText } from '../ids';
import { useSession } from './use-session';

/** After the text of a button; nothing where the viewer has no hotkey for the command. */
export function Hotkey({ commandName }: { readonly commandName: string }): ReactElement | null {
  const hotkey = useSession().hotkey(commandName);
  return hotkey ? (
    <span className="echonet-aside">
      {' '}
      <kbd>{keyText(hotkey)}</kbd>
    </span>
  ) : null;
}
