/** State outside React for useSyncExternalStore; states are immutable. */
export interface Store<State> {
  get(): State;
  /** Merges the change into a new state and notifies the subscribers. */
  set(change: Partial<State>): void;
  /** Returns the unsubscription. */
  subscribe(listener: () => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const listener of [...listeners]) {
        listener();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
