import { createContext, useContext, useSyncExternalStore } from 'react';
import type { EchoNetConfig } from '../config';
import type { Session } from '../session/session';
import type { SessionState } from '../session/state';

/** The session that a panel shows. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The panel's session, to ask it for something. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A part of the EchoNet panel was rendered outside of it.');
  return session;
}

/** What the department has set; it stays as it is while a panel is shown. */
export function useConfig(): EchoNetConfig {
  return useSession().config;
}

/**
 * A part of what the session is at; the component renders again when that part changes.
 *
 * @param select gives the same object for the same part
 */
export function useSessionPart<Part>(select: (state: SessionState) => Part): Part {
  const { store } = useSession();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** What the session is at; the component renders again on every change. */
export function useSessionState(): SessionState {
  return useSessionPart((state) => state);
}
