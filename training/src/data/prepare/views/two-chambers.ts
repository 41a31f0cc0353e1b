import { structureNames } from '@echonet/phantom/structures';
import type { ClipImages } from '../../prepared/images';
import { sampleImage } from './sample-image';
import { eachFrame } from './turn-images';

const [LV, LVWall, LA] = (['LV', 'LVWall', 'LA'] as const).map((name) =>
  structureNames.indexOf(name),
);

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

/** Middle of the ventricle, and the unit vector from its apex to the atrium. */
function longAxis(codes: Uint8Array, size: number) {
  const ventricle = momentsOf(codes, size, [LV, LVWall]);
  const atrium = momentsOf(codes, size, [LA]);
  const { x, y, xx, xy, yy } = ventricle;
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [axisX, axisY] = [Math.cos(angle), Math.sin(angle)];
  const towardsAtrium = axisX * (atrium.x - x) + axisY * (atrium.y - y) >= 0 ? 1 : -1;
  return { x, y, downX: towardsAtrium * axisX, downY: towardsAtrium * axisY };
}

/** Mean and covariance of the positions of pixels with one of the codes. */
function momentsOf(codes: Uint8Array, size: number, wanted: readonly number[]) {
  let [n, sumX, sumY, sumXX, sumXY, sumYY] = [0, 0, 0, 0, 0, 0];
  codes.forEach((code, i) => {
    if (wanted.includes(code)) {
      const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
      n++;
      sumX += x;
      sumY += y;
      sumXX += x * x;
      sumXY += x * y;
      sumYY += y * y;
    }
  });
  if (n === 0) {
    throw new Error('The first frame has no left ventricle or no left atrium.');
  }
  const [x, y] = [sumX / n, sumY / n];
  return { x, y, xx: sumXX / n - x * x, xy: sumXY / n - x * y, yy: sumYY / n - y * y };
}
