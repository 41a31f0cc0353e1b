/** State outside React that components subscribe to; states are never changed in place. */
export interface Store<State> {
  get(): State;
  /** Replaces the named parts and tells the subscribers. */
  set(change: Partial<State>): void;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** A store with a first state. */
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
