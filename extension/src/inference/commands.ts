import { command } from '../ids';
import type { Session } from '../session/session';

export function runCommands(session: () => Session) {
  return {
    [command.run]: { commandFn: () => session().runs.startAndNotify() },
    [command.cancel]: { commandFn: () => session().runs.cancel() },
  };
}
