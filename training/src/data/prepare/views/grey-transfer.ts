import type { RandomStream } from '@echonet/models/random';
import { blur } from '../../image-filters';
import type { ClipImages } from '../../prepared/images';
import { eachFrame } from './turn-images';

/** Standard deviation of the blur that separates speckle from tissue, in pixels. */
const speckleSigma = 2;

/** Added to grey values before a ratio is taken, so that black has no speckle. */
const floor = 8;

/** Least part of a sector that must remain to be cut to that of the style. */
const leastShared = 0.75;

/**
 * Gives a clip the look of another one, so that the look does not tell which view it is: grey values
 * are mapped so that their distribution inside the sector becomes that of the style's first frame
 * (histogram matching), the clip's own speckle is smoothed, the style's is laid over it, and half of
 * the time the sector is cut to that of the style.
 */
export function takeGreyValues(
  { frames, mask }: ClipImages,
  style: ClipImages,
  size: number,
  random: RandomStream,
): ClipImages {
  const own = style.frames.subarray(0, size * size);
  const share = 0.6 + 0.4 * random();
  const strength = 0.9 * random();
  const smoothing = 0.3 + 0.7 * random();
  const ratio = speckleOf(own, style.mask, size);
  const first = frames.subarray(0, size * size);
  const greyMap = matchedGreyValues(first, mask, own, style.mask);
  const cut = random() < 0.5 ? sharedMask(mask, style.mask) : mask;
  const isMirrored = random() < 0.5;
  const changed = eachFrame(frames, size, (frame) => {
    const smooth = blur(Float32Array.from(frame), size, smoothing, smoothing);
    const shift = [Math.floor(random() * size), Math.floor(random() * size)];
    return frame.map((_, i) => {
      if (!cut[i]) {
        return 0;
      }
      const value = smooth[i];
      const mapped = (1 - share) * value + share * greyMap[Math.min(255, Math.round(value))];
      const x = ((i % size) + shift[0]) % size;
      const y = (Math.floor(i / size) + shift[1]) % size;
      const speckle = ratio[y * size + (isMirrored ? size - 1 - x : x)];
      return Math.min(255, Math.max(0, mapped * (1 + strength * (speckle - 1))));
    });
  });
  return { frames: changed, mask: cut };
}

/** Quotient of each grey value and its surroundings, 1 outside the sector; 0.3 to 2.5. */
function speckleOf(frame: Uint8Array, mask: Uint8Array, size: number): Float32Array {
  const inside = Float32Array.from(mask);
  const values = Float32Array.from(frame, (value, i) => value * mask[i]);
  const weight = blur(inside, size, speckleSigma, speckleSigma);
  const mean = blur(values, size, speckleSigma, speckleSigma);
  return values.map((value, i) =>
    mask[i] && weight[i] > 0.5
      ? Math.min(2.5, Math.max(0.3, (value + floor) / (mean[i] / weight[i] + floor)))
      : 1,
  );
}

/** For each grey value the one of the style that as large a part of the sector is darker than. */
export function matchedGreyValues(
  frame: Uint8Array,
  mask: Uint8Array,
  style: Uint8Array,
  styleMask: Uint8Array,
): Uint8Array {
  const [own, wanted] = [cumulated(frame, mask), cumulated(style, styleMask)];
  let value = 0;
  return Uint8Array.from({ length: 256 }, (_, grey) => {
    const below = grey > 0 ? own[grey - 1] : 0;
    const part = (below + own[grey]) / 2;
    while (value < 255 && wanted[value] < part) {
      value++;
    }
    return value;
  });
}

/** Fraction of the pixels inside that are at most as bright, by grey value. */
function cumulated(frame: Uint8Array, mask: Uint8Array): Float64Array {
  const shares = new Float64Array(256);
  let count = 0;
  frame.forEach((value, i) => {
    if (mask[i]) {
      shares[value]++;
      count++;
    }
  });
  let sum = 0;
  return shares.map((value) => (sum += value) / Math.max(1, count));
}

function sharedMask(mask: Uint8Array, other: Uint8Array): Uint8Array {
  const shared = mask.map((value, i) => value & other[i]);
  const count = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0);
  return count(shared) >= leastShared * count(mask) ? shared : mask;
}
