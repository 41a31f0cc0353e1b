import { command } from '../ids';
import type { Session } from '../session/session';

export function saliencyCommands(session: () => Session) {
  return {
    [command.toggleSaliency]: { commandFn: () => session().saliency.toggle() },
    [command.nextTask]: { commandFn: () => session().saliency.stepTask(1) },
    [command.previousTask]: { commandFn: () => session().saliency.stepTask(-1) },
    [command.strongerSaliency]: { commandFn: () => session().saliency.stepOpacity(1) },
    [command.weakerSaliency]: { commandFn: () => session().saliency.stepOpacity(-1) },
  };
}
