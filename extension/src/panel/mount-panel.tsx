import { createRoot } from 'react-dom/client';
import type { Mounted } from '../host/react';
import type { Session } from '../session/session';
import { Panel } from './Panel';
import { SessionContext } from './use-session';

/** Renders the panel with our own React into an element of the host's. */
export function mountPanel(container: HTMLElement, session: Session): Mounted<object> {
  const root = createRoot(container);
  root.render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  void session.loadManifest();
  return {
    update: () => {},
    // The host unmounts while it renders, and React does not let a root end during another's render.
    unmount: () => void setTimeout(() => root.unmount(), 0),
  };
}
