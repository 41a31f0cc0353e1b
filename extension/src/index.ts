import { getCommandsModule } from './getCommandsModule';
import { getCustomizationModule } from './getCustomizationModule';
import { getPanelModule } from './getPanelModule';
import { getToolbarModule } from './getToolbarModule';
import { getViewportModule } from './getViewportModule';
import type { ExtensionContext } from './host/contracts';
import { extensionId } from './ids';
import { currentSession, startedSession } from './session/current-session';
import { injectStylesheet } from './stylesheet';

/** The OHIF extension. */
const extension = {
  id: extensionId,

  preRegistration(context: ExtensionContext): void {
    injectStylesheet();
    currentSession(context);
  },

  onModeEnter(): void {
    startedSession()?.open();
  },

  onModeExit(): void {
    startedSession()?.close();
  },

  getCommandsModule,
  getCustomizationModule,
  getPanelModule,
  getToolbarModule,
  getViewportModule,
};

export default extension;
