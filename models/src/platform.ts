/** What browsers, workers and Node all have, although the language's own types do not tell. */

declare const TextDecoder: new () => { decode(bytes: ArrayBuffer): string };
declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;

/** UTF-8 bytes as text. */
export function utf8Text(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes);
}

/** Lets everything else that waits run first: messages, timers, the screen. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
