import { createContext, useContext, useSyncExternalStore } from 'react';
import type { EchoNetConfig } from '../config';
import type { Session } from '../session/session';
import type { SessionState } from '../session/state';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) {
    throw new Error('A part of the EchoNet panel was rendered outside of it.');
  }
  return session;
}

/** Constant while a panel is mounted. */
export function useConfig(): EchoNetConfig {
  return useSession().config;
}

/** The state that hidden components keep to while clips are analysed; undefined for all others. */
export const HeldStateContext = createContext<SessionState | undefined>(undefined);

/**
 * Renders the component again when a part of the session's state changes, or has changed while it was
 * held.
 *
 * @param select returns the same object for the same part
 */
export function useSessionPart<Part>(select: (state: SessionState) => Part): Part {
  const { store } = useSession();
  const held = useContext(HeldStateContext);
  return useSyncExternalStore(held ? neverChanges : store.subscribe, () =>
    select(held ?? store.get()),
  );
}

function neverChanges(): () => void {
  return () => {};
}

/** Renders the component again on every change, unless it is held. */
export function useSessionState(): SessionState {
  return useSessionPart((state) => state);
}
