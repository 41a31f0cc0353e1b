import type { ExtensionContext } from './host/contracts';
import { saliencyEvaluator } from './ids';
import { currentSession } from './session/current-session';

/** Tells the toolbar whether its saliency button is pressed. */
export function getToolbarModule(context: ExtensionContext) {
  return [
    {
      name: saliencyEvaluator,
      evaluate: () => ({
        disabled: false,
        isActive: currentSession(context).store.get().saliency.visible,
      }),
    },
  ];
}
