import type { ClipImages } from '../../prepared/images';
import { sampleImage } from './sample-image';
import { eachFrame } from './turn-images';

/** Turns and enlarges what the sector shows, while the sector stays. */
export interface ContentMove {
  /** Counter-clockwise. */
  readonly degrees: number;
  readonly scale: number;
  /** The point of the content that comes to the middle of the sector's box, fractions of the side. */
  readonly centre: readonly [x: number, y: number];
}

/** Content from outside the sector is black. */
export function moveContent(
  { frames, mask }: ClipImages,
  { degrees, scale, centre }: ContentMove,
  size: number,
): ClipImages {
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const middle = middleOf(mask, size);
  const isShown = new Uint8Array(size * size);
  const from = { x: new Float32Array(size * size), y: new Float32Array(size * size) };
  for (let i = 0; i < isShown.length; i++) {
    const [x, y] = [(i % size) + 0.5 - middle.x, Math.floor(i / size) + 0.5 - middle.y];
    from.x[i] = cosine * x - sine * y + centre[0] * size;
    from.y[i] = sine * x + cosine * y + centre[1] * size;
    const [column, row] = [Math.floor(from.x[i]), Math.floor(from.y[i])];
    const isInside = column >= 0 && row >= 0 && column < size && row < size;
    isShown[i] = mask[i] && isInside ? mask[row * size + column] : 0;
  }
  return {
    frames: eachFrame(frames, size, (frame) =>
      frame.map((_, i) => (isShown[i] ? sampleImage(frame, size, from.x[i], from.y[i]) : 0)),
    ),
    mask,
  };
}

/** Middle of the set pixels' box. */
function middleOf(mask: Uint8Array, size: number): { x: number; y: number } {
  let [x0, y0, x1, y1] = [size, size, 0, 0];
  mask.forEach((value, i) => {
    if (value) {
      const [x, y] = [i % size, Math.floor(i / size)];
      [x0, y0] = [Math.min(x0, x), Math.min(y0, y)];
      [x1, y1] = [Math.max(x1, x + 1), Math.max(y1, y + 1)];
    }
  });
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
}
