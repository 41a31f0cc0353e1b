import type { ClipImages } from '../../prepared/images';
import { longAxis } from './long-axis';
import { sampleImage } from './sample-image';
import { eachFrame } from './turn-images';

/**
 * Makes an image of two chambers of one of four: what lies on the lateral side of the left
 * ventricle's long axis (the right of the image) is mirrored across it, so that one ventricle with
 * two free walls and one atrium remain, as in the apical two-chamber view. The axis is the principal
 * axis of cavity and wall in the first frame.
 *
 * @throws Error when the first frame has no ventricle or no atrium
 */
export function showTwoChambers(
  { frames, mask, structures }: ClipImages,
  size: number,
): ClipImages {
  const axis = longAxis(structures?.subarray(0, size * size) ?? new Uint8Array(), size);
  const [normalX, normalY] = [axis.downY, -axis.downX];
  const from = { x: new Float32Array(size * size), y: new Float32Array(size * size) };
  const seen = new Uint8Array(size * size);
  for (let i = 0; i < seen.length; i++) {
    const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
    const beyond = Math.min(0, (x - axis.x) * normalX + (y - axis.y) * normalY);
    from.x[i] = x - 2 * beyond * normalX;
    from.y[i] = y - 2 * beyond * normalY;
    const [column, row] = [Math.floor(from.x[i]), Math.floor(from.y[i])];
    const isInside = column >= 0 && row >= 0 && column < size && row < size;
    seen[i] = isInside ? mask[row * size + column] : 0;
  }
  const changed = eachFrame(frames, size, (frame) =>
    frame.map((_, i) => (seen[i] ? sampleImage(frame, size, from.x[i], from.y[i]) : 0)),
  );
  return { frames: changed, mask: seen };
}
