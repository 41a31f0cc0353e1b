import { normalStream, type RandomStream } from '@echonet/models/random';

/**
 * Maps continuous pixels of the augmented image to continuous pixels of the source:
 * x' = xx x + xy y + x0, y' = yx x + yy y + y0. The centre of the first pixel is at (0.5, 0.5).
 */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

/** Standard deviations of the random change of shape and position. */
export interface AffineSpread {
  readonly rotationDegrees: number;
  /** Of the logarithm of the size. */
  readonly scale: number;
  /** Of the logarithm of width over its root with height. */
  readonly stretch: number;
  readonly shear: number;
  /** As a fraction of the image's side. */
  readonly shift: number;
  /** Probability of a left-right flip. */
  readonly flipProbability: number;
}

/**
 * Spread between probe positions, patients and scanners: such changes keep the view recognisable.
 * Left and right stay, since they tell the ventricles apart.
 */
export const echoSpread: AffineSpread = {
  rotationDegrees: 9,
  scale: 0.13,
  stretch: 0.09,
  shear: 0.08,
  shift: 0.05,
  flipProbability: 0,
};

/**
 * A random affine change about the centre of the image.
 *
 * @param from side of the source in pixels
 * @param to side of the augmented image in pixels
 */
export function drawAffine(
  random: RandomStream,
  spread: AffineSpread,
  from: number,
  to: number,
): Affine {
  const normal = normalStream(random);
  const angle = (normal() * spread.rotationDegrees * Math.PI) / 180;
  const scale = Math.exp(normal() * spread.scale);
  const stretch = Math.exp(normal() * spread.stretch);
  const shear = normal() * spread.shear;
  const [shiftX, shiftY] = [normal() * spread.shift * to, normal() * spread.shift * to];
  const flip = random() < spread.flipProbability ? -1 : 1;
  // From source to augmented image: stretch, then shear, then rotation; inverted below.
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const size = (scale * to) / from;
  const a = size * stretch * flip * cosine;
  const b = (size / stretch) * (cosine * shear - sine);
  const c = size * stretch * flip * sine;
  const d = (size / stretch) * (sine * shear + cosine);
  const determinant = a * d - b * c;
  const inverse = {
    xx: d / determinant,
    xy: -b / determinant,
    yx: -c / determinant,
    yy: a / determinant,
  };
  const [centreX, centreY] = [to / 2 + shiftX, to / 2 + shiftY];
  return {
    ...inverse,
    x0: from / 2 - inverse.xx * centreX - inverse.xy * centreY,
    y0: from / 2 - inverse.yx * centreX - inverse.yy * centreY,
  };
}

/**
 * Samples an image linearly; 0 outside.
 *
 * @param image grey values 0..255, [from, from]
 * @returns grey values in [0, 1], [to, to]
 */
export function warpGreyValues(
  image: Uint8Array,
  from: number,
  to: number,
  affine: Affine,
): Float32Array {
  const warped = new Float32Array(to * to);
  const last = from - 1;
  for (let y = 0, out = 0; y < to; y++) {
    for (let x = 0; x < to; x++, out++) {
      // Of the pixel whose centre is half a pixel further.
      const sourceX = affine.xx * (x + 0.5) + affine.xy * (y + 0.5) + affine.x0 - 0.5;
      const sourceY = affine.yx * (x + 0.5) + affine.yy * (y + 0.5) + affine.y0 - 0.5;
      if (!(sourceX >= -0.5 && sourceY >= -0.5 && sourceX <= from - 0.5 && sourceY <= from - 0.5)) {
        continue;
      }
      const insideX = Math.min(last, Math.max(0, sourceX));
      const insideY = Math.min(last, Math.max(0, sourceY));
      const left = Math.min(Math.floor(insideX), Math.max(0, last - 1));
      const top = Math.min(Math.floor(insideY), Math.max(0, last - 1));
      const [right, down] = [insideX - left, insideY - top];
      const at = top * from + left;
      const upper = image[at] * (1 - right) + image[at + 1] * right;
      const lower = image[at + from] * (1 - right) + image[at + from + 1] * right;
      warped[out] = (upper * (1 - down) + lower * down) / 255;
    }
  }
  return warped;
}

/**
 * Samples codes at the nearest pixel; 0 outside.
 *
 * @param codes [from, from]
 * @returns [to, to]
 */
export function warpCodes(
  codes: Uint8Array,
  from: number,
  to: number,
  affine: Affine,
): Uint8Array<ArrayBuffer> {
  const warped = new Uint8Array(to * to);
  for (let y = 0, out = 0; y < to; y++) {
    for (let x = 0; x < to; x++, out++) {
      const sourceX = Math.floor(affine.xx * (x + 0.5) + affine.xy * (y + 0.5) + affine.x0);
      const sourceY = Math.floor(affine.yx * (x + 0.5) + affine.yy * (y + 0.5) + affine.y0);
      if (sourceX >= 0 && sourceY >= 0 && sourceX < from && sourceY < from) {
        warped[out] = codes[sourceY * from + sourceX];
      }
    }
  }
  return warped;
}
