import type { ExtensionContext } from './host/contracts';
import { islandComponent } from './host/react';
import { mountPanel } from './panel/mount-panel';
import { currentSession } from './session/current-session';

export function getPanelModule(context: ExtensionContext) {
  return [
    {
      name: 'echonet',
      // Not that of the host's own list of measurements beside it.
      iconName: 'tab-4d',
      iconLabel: 'EchoNet',
      label: 'EchoNet',
      component: islandComponent<object>(
        (container) => mountPanel(container, currentSession(context)),
        'echonet-panel-island',
      ),
    },
  ];
}
