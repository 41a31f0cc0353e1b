import { getCommandsModule } from './getCommandsModule';
import { getCustomizationModule } from './getCustomizationModule';
import { getPanelModule } from './getPanelModule';
import { getToolbarModule } from './getToolbarModule';
import { getViewportModule } from './getViewportModule';
import { askBeforeUnload } from './host/before-unload';
import type { ExtensionContext } from './host/contracts';
import { placeReportLabels } from './host/report-labels';
import { extensionId } from './ids';
import { currentSession, startedSession } from './session/current-session';
import { injectStylesheet } from './stylesheet';

let context: ExtensionContext | undefined;
let stopPlacingLabels: (() => void) | undefined;

/** The OHIF extension. */
const extension = {
  id: extensionId,

  preRegistration(given: ExtensionContext): void {
    injectStylesheet();
    context = given;
    const session = currentSession(context);
    askBeforeUnload(() => session.mayLoseDecisions());
  },

  onModeEnter(): void {
    startedSession()?.open();
    stopPlacingLabels = context && placeReportLabels(context);
  },

  onModeExit(): void {
    startedSession()?.close();
    stopPlacingLabels?.();
  },

  getCommandsModule,
  getCustomizationModule,
  getPanelModule,
  getToolbarModule,
  getViewportModule,
};

export default extension;
