import { clipCommands } from './clips/commands';
import { contourCommands } from './contours/commands';
import type { ExtensionContext } from './host/contracts';
import { runCommands } from './inference/commands';
import { saliencyCommands } from './saliency/commands';
import { currentSession } from './session/current-session';

/** The commands of buttons and hotkeys; other extensions can run them too. */
export function getCommandsModule(context: ExtensionContext) {
  const session = () => currentSession(context);
  return {
    defaultContext: 'VIEWER',
    definitions: {
      ...runCommands(session),
      ...clipCommands(session),
      ...contourCommands(session),
      ...saliencyCommands(session),
    },
  };
}
