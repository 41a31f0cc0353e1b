import { createRoot } from 'react-dom/client';
import type { Mounted } from '../host/react';
import type { Session } from '../session/session';
import { Panel } from './Panel';
import { SessionContext } from './use-session';

/** Renders the panel with the bundled React into an element of the host. */
export function mountPanel(container: HTMLElement, session: Session): Mounted<object> {
  const root = createRoot(container);
  root.render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  void session.models.load();
  return {
    update: () => {},
    // React cannot unmount a root while the host's rendering is in progress.
    unmount: () => void setTimeout(() => root.unmount(), 0),
  };
}
