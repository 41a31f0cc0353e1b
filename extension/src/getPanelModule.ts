import type { ExtensionContext } from './host/contracts';
import { islandComponent } from './host/react';
import { mountPanel } from './panel/mount-panel';
import { currentSession } from './session/current-session';

export function getPanelModule(context: ExtensionContext) {
  return [
    {
      name: 'echonet',
      iconName: 'tab-linear',
      iconLabel: 'EchoNet',
      label: 'EchoNet',
      component: islandComponent<object>(
        (container) => mountPanel(container, currentSession(context)),
        'echonet-panel-island',
      ),
    },
  ];
}
