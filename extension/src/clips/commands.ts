import { command } from '../ids';
import type { Session } from '../session/session';

export function clipCommands(session: () => Session) {
  return {
    [command.nextClip]: { commandFn: () => session().clips.showNext() },
  };
}
