/** How training images are changed: turned and brightened as in the paper, or as echoes vary. */
export const augmentationKinds = ['rotation', 'echo'] as const;

export type AugmentationKind = (typeof augmentationKinds)[number];

/** A change by augmentEcho. */
export interface EchoAugmentation {
  /** Key of the random stream. */
  readonly key: string;
}

/** Random change of a training image. */
export interface Augmentation {
  /** Counter-clockwise about the image centre. */
  readonly rotationDegrees: number;
  /** Added to grey values in [0, 1] inside the sector. */
  readonly brightness: number;
}

/**
 * Rotates an image (bilinear interpolation) and changes its brightness. Pixels outside the rotated
 * sector are 0.
 *
 * @param target output, grey values in [0, 1], [size, size, channels]
 * @param frame grey values 0..255, [size, size, channels]
 * @param mask 1 inside the sector, [size, size]
 */
export function augmentInto(
  target: Float32Array,
  frame: Uint8Array,
  mask: Uint8Array,
  size: number,
  channels: number,
  { rotationDegrees, brightness }: Augmentation,
): void {
  const angle = (rotationDegrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const centre = (size - 1) / 2;
  const row = size * channels;
  let index = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++, index += channels) {
      const fromX = cosine * (x - centre) - sine * (y - centre) + centre;
      const fromY = sine * (x - centre) + cosine * (y - centre) + centre;
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      const nearest = Math.round(fromY) * size + Math.round(fromX);
      const outside = left < 0 || top < 0 || left > size - 2 || top > size - 2;
      if (outside || mask[nearest] === 0) {
        target.fill(0, index, index + channels);
        continue;
      }
      const right = fromX - left;
      const down = fromY - top;
      for (let channel = 0; channel < channels; channel++) {
        const at = top * row + left * channels + channel;
        const upper = frame[at] * (1 - right) + frame[at + channels] * right;
        const lower = frame[at + row] * (1 - right) + frame[at + row + channels] * right;
        const grey = (upper * (1 - down) + lower * down) / 255 + brightness;
        target[index + channel] = grey < 0 ? 0 : grey > 1 ? 1 : grey;
      }
    }
  }
}
