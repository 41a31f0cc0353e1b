import type { KeyboardEvent } from 'react';

/** Keys that both the panel's controls and the host's viewports use. */
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

/** Keeps these keys from the host's hotkeys: Space on a button must not reset the viewport. */
export function keepOwnKeys(event: KeyboardEvent): void {
  const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isPlain && ownKeys.has(event.key)) event.stopPropagation();
}
