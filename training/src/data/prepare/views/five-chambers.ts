import type { RandomStream } from '@echonet/models/random';
import type { ClipImages } from '../../prepared/images';
import { longAxis, LV, type LongAxis } from './long-axis';
import { sampleImage } from './sample-image';
import { eachFrame } from './turn-images';

/** Pixels over which the drawn vessel passes into what was there. */
const blendPixels = 1.5;

/**
 * Makes an image of five chambers of one of four: below the septal end of the ventricle's base an
 * outflow tract and the beginning of the aorta are drawn, as the apical five-chamber view shows them
 * where the four-chamber view shows the crux. Lumen and walls are the image's own: the septum and the
 * cavity beside it, mirrored across the base and across the vessel's axis. Geometry is that of the first
 * frame.
 *
 * @throws Error when the first frame has no ventricle or no atrium
 */
export function showFiveChambers(
  { frames, mask, structures }: ClipImages,
  size: number,
  random: RandomStream,
): ClipImages {
  const codes = structures?.subarray(0, size * size) ?? new Uint8Array();
  const axis = longAxis(codes, size);
  const { apex, base, septumAt } = septumOf(codes, size, axis);
  const length = base - apex;
  const between = (low: number, high: number) => low + (high - low) * random();
  const radius = length * between(0.1, 0.14);
  const outer = radius + length * between(0.025, 0.05);
  const reach = length * between(0.3, 0.5);
  const tilt = between(-0.25, 0.15);
  const [tiltX, tiltY] = [Math.sin(tilt), Math.cos(tilt)];
  const start = septumAt(base) + radius;

  const share = new Float32Array(size * size);
  const from = { x: new Float32Array(size * size), y: new Float32Array(size * size) };
  for (let i = 0; i < share.length; i++) {
    const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
    const { along, across } = toAxis(axis, x, y);
    const [below, beside] = [along - base, across - start];
    const depth = tiltX * beside + tiltY * below;
    const distance = Math.abs(tiltY * beside - tiltX * below);
    const inside = Math.min(outer - distance, depth, (reach - depth) / 2);
    share[i] = mask[i] * Math.min(1, Math.max(0, inside / blendPixels));
    const height = base - depth;
    const source = fromAxis(axis, height, septumAt(height) + radius - distance);
    from.x[i] = source.x;
    from.y[i] = source.y;
  }
  const changed = eachFrame(frames, size, (frame) =>
    frame.map((value, i) =>
      share[i] > 0
        ? (1 - share[i]) * value + share[i] * sampleImage(frame, size, from.x[i], from.y[i])
        : value,
    ),
  );
  return { frames: changed, mask };
}

/** Coordinates along the axis, towards the atrium, and across it, towards the lateral wall. */
function toAxis({ x: x0, y: y0, downX, downY }: LongAxis, x: number, y: number) {
  return {
    along: (x - x0) * downX + (y - y0) * downY,
    across: (x - x0) * downY - (y - y0) * downX,
  };
}

function fromAxis({ x, y, downX, downY }: LongAxis, along: number, across: number) {
  return { x: x + along * downX + across * downY, y: y + along * downY - across * downX };
}

/** Extent of the cavity along the axis, and where its septal border is at a height, in pixels. */
function septumOf(codes: Uint8Array, size: number, axis: LongAxis) {
  const borders = new Map<number, number>();
  codes.forEach((code, i) => {
    if (code === LV) {
      const { along, across } = toAxis(axis, (i % size) + 0.5, Math.floor(i / size) + 0.5);
      const height = Math.round(along);
      borders.set(height, Math.min(borders.get(height) ?? Infinity, across));
    }
  });
  const heights = [...borders.keys()];
  const [apex, base] = [Math.min(...heights), Math.max(...heights)];
  // The outermost rows of an oblique base hold its lateral end alone.
  const lowest = base - Math.round((base - apex) / 8);
  const septumAt = (along: number) =>
    borders.get(Math.min(lowest, Math.max(apex, Math.round(along)))) ?? 0;
  return { apex, base, septumAt };
}
