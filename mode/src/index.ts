import type { ModeContext, ModeFactoryOptions } from './host';
import { modeId } from './id';
import { layoutTemplate, sopClassHandlers } from './layout';
import { toolbarButtons, toolbarSections } from './toolbar';
import { isValidMode } from './validity';
import { enter, leave, type Toolbar } from './visit';

/**
 * A runtime module is known to the host by its URL alone: under its package name the host would
 * look for it among the extensions that it was compiled with, and stay blank.
 */
const extensionUrl = new URL(/* webpackIgnore: true */ './extension.js', bundleUrl()).href;

/** Extensions that the mode shows something of; every OHIF is compiled with the host's. */
const extensions = {
  '@ohif/extension-default': '^3.0.0',
  '@ohif/extension-cornerstone': '^3.0.0',
  '@ohif/extension-cornerstone-dicom-sr': '^3.0.0',
  '@ohif/extension-dicom-pdf': '^3.0.1',
  [extensionUrl]: '*',
};

/**
 * EchoNet as a mode. It takes nothing from the host's own modes, which differ from version to
 * version; what it uses of the host, 3.11 to 3.14 have in common.
 */
function modeFactory({ modeConfiguration }: ModeFactoryOptions) {
  return {
    id: modeId,
    routeName: 'echonet',
    displayName: 'EchoNet',
    hide: false,
    isValidMode,
    extensions,
    sopClassHandlers,
    hangingProtocol: 'default',
    routes: [{ path: 'echonet', layoutTemplate }],
    toolbarButtons,
    toolbarSections,
    onModeEnter(this: Toolbar, context: ModeContext): void {
      enter(this, context);
    },
    onModeExit: leave,
    validationTags: { study: [], series: [] },
    ...modeConfiguration,
  };
}

function bundleUrl(): string {
  return new URL(__webpack_public_path__, window.location.href).href;
}

declare const __webpack_public_path__: string;

const mode = { id: modeId, modeFactory, extensionDependencies: extensions };

export default mode;
