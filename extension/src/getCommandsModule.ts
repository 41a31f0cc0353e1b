import type { ExtensionContext } from './host/contracts';
import { command } from './ids';
import { currentSession } from './session/current-session';

/** What buttons, hotkeys and other extensions can ask for. */
export function getCommandsModule(context: ExtensionContext) {
  const session = () => currentSession(context);
  return {
    defaultContext: 'VIEWER',
    definitions: {
      [command.run]: { commandFn: () => session().runAnnounced() },
      [command.cancel]: { commandFn: () => session().cancelRun() },
      [command.nextClip]: { commandFn: () => session().showNextClip() },
      [command.toggleSaliency]: { commandFn: () => session().saliency.toggle() },
      [command.nextTask]: { commandFn: () => session().saliency.stepTask(1) },
      [command.previousTask]: { commandFn: () => session().saliency.stepTask(-1) },
      [command.strongerSaliency]: { commandFn: () => session().saliency.stepOpacity(1) },
      [command.weakerSaliency]: { commandFn: () => session().saliency.stepOpacity(-1) },
    },
  };
}
