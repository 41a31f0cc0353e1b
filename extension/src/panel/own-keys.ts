import type { KeyboardEvent } from 'react';

/** Keys that buttons, sliders and dialogs of the panel use, and the host for its viewports too. */
const ownKeys = new Set([
  ' ',
  'Enter',
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/** Keeps such a key from the host's hotkeys: Space on Run must not reset the viewport. */
export function keepOwnKeys(event: KeyboardEvent): void {
  const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isPlain && ownKeys.has(event.key)) event.stopPropagation();
}
