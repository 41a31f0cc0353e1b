import type { Viewer } from '../host/viewer';

/** A cine shows several frames in this time, and a reader who scrolls at least one. */
const lookEveryMs = 200;

/**
 * Tells whenever the active viewport begins or ceases to move from frame to frame. A playing cine
 * needs a core of its own: on two cores that both compute, it was seen to stand still for up to a
 * quarter of a second.
 *
 * @param onChange not called as long as nothing moves
 * @returns what ends it; whatever moves is said to be still then.
 */
export function watchMovement(
  viewer: Pick<Viewer, 'activeFrameIndex'>,
  onChange: (isMoving: boolean) => void,
): () => void {
  let shown = viewer.activeFrameIndex();
  let wasMoving = false;
  const tell = (isMoving: boolean) => {
    if (isMoving !== wasMoving) onChange(isMoving);
    wasMoving = isMoving;
  };
  const timer = setInterval(() => {
    const now = viewer.activeFrameIndex();
    tell(now !== shown);
    shown = now;
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    tell(false);
  };
}
