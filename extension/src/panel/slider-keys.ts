import type { KeyboardEvent } from 'react';

/** Index that a key moves a slider of so many positions to; undefined for other keys. */
export function sliderTarget(
  { key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent,
  current: number,
  count: number,
): number | undefined {
  if (shiftKey || ctrlKey || altKey || metaKey) {
    return undefined;
  }
  const within = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(current - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return within(current + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
