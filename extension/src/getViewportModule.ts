import type { ComponentType } from 'react';
import type { ExtensionContext, ViewportProps } from './host/contracts';
import { hostElement, islandComponent } from './host/react';
import { currentSession } from './session/current-session';
import { mountOverlay } from './viewport/overlay';

const hostViewport = '@ohif/extension-cornerstone.viewportModule.cornerstone';

interface ViewportEntry {
  readonly component: ComponentType<ViewportProps>;
  readonly isReferenceViewable?: (...parameters: unknown[]) => boolean;
}

/** The host's Cornerstone viewport with the saliency overlay above it. */
export function getViewportModule(context: ExtensionContext) {
  // Looked up on use: the host's extension may register after this one.
  const entry = () => context.extensionManager.getModuleEntry(hostViewport) as ViewportEntry;
  const component = islandComponent<ViewportProps>(
    (container, props) => mountOverlay(container, props, context, currentSession(context)),
    'echonet-overlay',
    (props) => [hostElement(entry().component, props)],
  );
  return [
    {
      name: 'echonet',
      component,
      isReferenceViewable: (...parameters: unknown[]) =>
        entry().isReferenceViewable?.(...parameters) ?? false,
    },
  ];
}
