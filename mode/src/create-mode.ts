import { hostLanguage } from '@echonet/ohif-extension/ids';
import type { ModeContext, ModeFactoryOptions } from './host';
import { modeId } from './id';
import { layoutTemplate, sopClassHandlers } from './layout';
import { toolbarButtons, toolbarSections } from './toolbar';
import { isValidMode } from './validity';
import { enter, leave, type Toolbar } from './visit';

/** The host's own extensions that the mode shows something of; every OHIF is compiled with them. */
const hostExtensions = {
  '@ohif/extension-default': '^3.0.0',
  '@ohif/extension-cornerstone': '^3.0.0',
  '@ohif/extension-cornerstone-dicom-sr': '^3.0.0',
  '@ohif/extension-dicom-pdf': '^3.0.1',
};

/**
 * EchoNet as a mode. It takes nothing from the host's own modes, which differ from version to
 * version; what it uses of the host, 3.11 to 3.14 have in common.
 *
 * @param ownExtension the EchoNet extension's version by the key that the host knows it by
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
