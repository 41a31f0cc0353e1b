/** Parts of browsers, workers and Node that the language's own library types do not declare. */

declare const TextDecoder: new () => { decode(bytes: ArrayBuffer): string };
declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;

/** The part of AbortSignal that is used here. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  /** @throws the signal's reason when aborted */
  throwIfAborted(): void;
}

export function utf8Text(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes);
}

/** Yields to pending tasks: messages, timers, rendering. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
