import type { ReactElement } from 'react';
import { testHooks } from './test-hooks';
import { useSessionPart } from './use-session';
import { useStrings } from './use-strings';

/** That the viewer's mode draws nothing over the clips, as modes do that are not EchoNet's. */
export function NoOverlay(): ReactElement | null {
  const isDrawn = useSessionPart((state) => state.panel.overlayCount > 0);
  const { saliency } = useStrings();
  return isDrawn ? null : (
    <p className="echonet-reason" {...testHooks('echonet-no-overlay')}>
      {saliency.noOverlay}
    </p>
  );
}
