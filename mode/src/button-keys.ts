/** Keys that press a button or follow a link, and that the host binds to commands of its own. */
const pressingKeys = new Set(['Enter', ' ']);

const pressed = 'button, a[href], summary, select, input, textarea, [role="button"]';

/**
 * Keeps Enter and Space on a focused control from the host's hotkeys, which listen on the document and prevent
 * the press: no button of the toolbar could be pressed by a keyboard. A control that the mouse focused leaves
 * them to the host, so that Space still resets the viewport after a click on a tool.
 */
function keepPressingKeys(event: KeyboardEvent): void {
  const { target, key } = event;
  const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!isPlain || !pressingKeys.has(key) || !(target instanceof Element)) {
    return;
  }
  if (target.closest(pressed)?.matches(':focus-visible')) {
    event.stopPropagation();
  }
}

/** Until {@link releaseButtonKeys}. React's own listeners are below the body, and still hear the keys. */
export function keepButtonKeys(): void {
  document.body.addEventListener('keydown', keepPressingKeys);
}

export function releaseButtonKeys(): void {
  document.body.removeEventListener('keydown', keepPressingKeys);
}
