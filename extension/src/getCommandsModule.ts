import type { ExtensionContext } from './host/contracts';
import { command } from './ids';
import { currentSession } from './session/current-session';

/** What buttons, hotkeys and other extensions can ask for. */
export function getCommandsModule(context: ExtensionContext) {
  return {
    defaultContext: 'VIEWER',
    definitions: {
      [command.run]: { commandFn: () => currentSession(context).run() },
      [command.cancel]: { commandFn: () => currentSession(context).cancelRun() },
      [command.toggleSaliency]: { commandFn: () => currentSession(context).toggleSaliency() },
    },
  };
}
