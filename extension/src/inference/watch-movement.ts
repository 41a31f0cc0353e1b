import type { Viewer } from '../host/viewer';

/** A cine shows several frames in this time, and a user who scrolls shows at least one. */
const pollMs = 200;

/**
 * Watches whether the active viewport changes its frame. A playing cine needs a core of its own: with
 * both of two cores computing, it was measured to stall for up to 250 ms.
 *
 * @param onChange called when movement begins and ends
 * @returns ends watching; calls onChange(false) if the viewport was moving
 */
export function watchMovement(
  viewer: Pick<Viewer, 'activeFrameIndex'>,
  onChange: (isMoving: boolean) => void,
): () => void {
  let shown = viewer.activeFrameIndex();
  let wasMoving = false;
  const update = (isMoving: boolean) => {
    if (isMoving !== wasMoving) {
      onChange(isMoving);
    }
    wasMoving = isMoving;
  };
  const timer = setInterval(() => {
    const now = viewer.activeFrameIndex();
    update(now !== shown);
    shown = now;
  }, pollMs);
  return () => {
    clearInterval(timer);
    update(false);
  };
}
