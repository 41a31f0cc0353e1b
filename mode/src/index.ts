import type { ModeContext, ModeFactoryOptions, ModeInstance } from './host';
import { layoutTemplate, sopClassHandlers } from './layout';
import { primarySection, saliencyButton, saliencyHotkeyBinding } from './toolbar';
import { isValidMode } from './validity';

const id = '@echonet/ohif-mode';

/** The host's own mode that ours grows from: tool groups, tools, cleaning up. */
const hostMode = '@ohif/mode-basic';

/**
 * A runtime module is known to the host by its URL alone: under its package name the host would
 * look for it among the extensions that it was compiled with, and stay blank.
 */
const extensionUrl = new URL(/* webpackIgnore: true */ './extension.js', bundleUrl()).href;

/** EchoNet as a mode: the host's basic mode with our layout, button and hotkey. */
async function modeFactory({ modeConfiguration, loadModules }: ModeFactoryOptions) {
  const [{ modeInstance: base }] = await loadModules([hostMode]);
  if (!base) throw new Error(`The EchoNet mode needs an OHIF whose ${hostMode} can be built upon.`);
  const extensions: ModeInstance['extensions'] = { ...base.extensions, [extensionUrl]: '*' };
  const mode: ModeInstance = {
    ...base,
    id,
    routeName: 'echonet',
    displayName: 'EchoNet',
    hide: false,
    isValidMode,
    extensions,
    sopClassHandlers,
    routes: [{ path: 'echonet', layoutTemplate }],
    toolbarButtons: [...base.toolbarButtons, saliencyButton],
    toolbarSections: [...base.toolbarSections, primarySection],
    onModeEnter(this: ModeInstance, context: ModeContext) {
      base.onModeEnter.call(this, context);
      context.servicesManager.services.customizationService.setCustomizations({
        'ohif.hotkeyBindings': { $push: [saliencyHotkeyBinding] },
      });
    },
    ...modeConfiguration,
  };
  return mode;
}

function bundleUrl(): string {
  return new URL(__webpack_public_path__, window.location.href).href;
}

declare const __webpack_public_path__: string;

const mode = { id, modeFactory, extensionDependencies: { [extensionUrl]: '*' } };

export default mode;
