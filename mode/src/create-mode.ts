import { hostLanguage } from '@echonet/ohif-extension/ids';
import type { ModeContext, ModeFactoryOptions } from './host';
import { modeId } from './id';
import { layoutTemplate, sopClassHandlers } from './layout';
import { toolbarButtons, toolbarSections } from './toolbar';
import { isValidMode } from './validity';
import { enter, leave, type Toolbar } from './visit';

/** Host extensions that the mode uses; every OHIF build includes them. */
const hostExtensions = {
  '@ohif/extension-default': '^3.0.0',
  '@ohif/extension-cornerstone': '^3.0.0',
  '@ohif/extension-cornerstone-dicom-sr': '^3.0.0',
  '@ohif/extension-dicom-pdf': '^3.0.1',
};

/**
 * The EchoNet mode. It is independent of the host's own modes, which differ between versions, and
 * uses only what OHIF 3.11 to 3.14 have in common.
 *
 * @param ownExtension version of the EchoNet extension by the ID under which the host knows it
 */
export function createMode(ownExtension: Readonly<Record<string, string>>) {
  const extensions: Record<string, string> = { ...hostExtensions, ...ownExtension };
  const modeFactory = ({ modeConfiguration }: ModeFactoryOptions) => ({
    id: modeId,
    routeName: 'echonet',
    displayName: 'EchoNet',
    hide: false,
    isValidMode,
    extensions,
    sopClassHandlers,
    hangingProtocol: 'default',
    routes: [{ path: 'echonet', layoutTemplate }],
    toolbarButtons: toolbarButtons(hostLanguage()),
    toolbarSections,
    onModeEnter(this: Toolbar, context: ModeContext): void {
      enter(this, context);
    },
    onModeExit: leave,
    validationTags: { study: [], series: [] },
    ...modeConfiguration,
  });
  return { id: modeId, modeFactory, extensionDependencies: extensions };
}
