import { abortable } from '../inference/abortable';

/** How often to look whether the page is busy no longer. */
const pollMs = 250;

/** The browser is never idle while it draws without a break; then the next step comes all the same. */
const longestWaitMs = 1000;

export interface IdleTime {
  /** Whether the reader's own work is in progress: nothing else is done meanwhile. */
  readonly isBusy: () => boolean;
  /** Called when waiting for the reader's work begins and ends. */
  readonly onPaused?: (isPaused: boolean) => void;
}

/**
 * Resolves when the reader's work does not go on, and the browser has nothing to draw.
 *
 * @throws the signal's reason when aborted
 */
export async function idle({ isBusy, onPaused }: IdleTime, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (isBusy()) {
    onPaused?.(true);
    try {
      while (isBusy()) {
        await abortable(delay(pollMs), signal);
      }
    } finally {
      onPaused?.(false);
    }
  }
  await abortable(browserIdle(), signal);
}

/** Safari has no requestIdleCallback. */
function browserIdle(): Promise<void> {
  return typeof requestIdleCallback === 'function'
    ? new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: longestWaitMs }))
    : delay(0);
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
