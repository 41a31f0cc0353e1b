/** Parts of browsers, workers and Node that the language's own library types do not declare. */

declare const TextDecoder: new () => { decode(bytes: ArrayBuffer): string };
declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;

/** What code here uses of an AbortSignal. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  /** @throws the signal's reason when aborted */
  throwIfAborted(): void;
}

/** Decodes UTF-8. */
export function utf8Text(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes);
}

/** Lets pending tasks run first: messages, timers, rendering. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
