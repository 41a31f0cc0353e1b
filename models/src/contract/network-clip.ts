import { channelCount, type NetworkInput } from './contract-schema';

/** The values of one window in the order that the network wants, and their shape. */
export interface NetworkClip {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/**
 * Fills a window by the contract's rule for short clips and orders its values by the contract's
 * layout.
 *
 * @param images of the window's frames by contractImage, in order; at least one, at most
 *   `frames.count`
 * @throws RangeError where there are fewer and the contract refuses short clips, none, or too many
 */
export function networkClip(input: NetworkInput, images: readonly Float32Array[]): NetworkClip {
  const { frames, image, layout } = input;
  const { count, shortClip } = frames;
  if (images.length === 0 || images.length > count) {
    throw new RangeError(`The model reads ${count} frames at once, not ${images.length}.`);
  }
  if (images.length < count && shortClip === 'refuse') {
    throw new RangeError(
      `The model needs ${count} frames, and the clip has ${images.length} of them; read a longer clip.`,
    );
  }
  const channels = channelCount(image.channels);
  const pixels = image.size * image.size;
  const axes = axesOf(layout, { T: count, C: channels, H: image.size, W: image.size, N: 1 });
  const values = new Float32Array(count * channels * pixels);
  const sourceOf = (frame: number): Float32Array | undefined => {
    switch (shortClip) {
      case 'zeros':
        return images[frame];
      case 'loop':
        return images[frame % images.length];
      default:
        return images[Math.min(frame, images.length - 1)];
    }
  };
  for (let frame = 0; frame < count; frame++) {
    const source = sourceOf(frame);
    if (!source) {
      continue;
    }
    for (let channel = 0; channel < channels; channel++) {
      let out = frame * axes.strides.T + channel * axes.strides.C;
      for (let pixel = 0; pixel < pixels; pixel++, out += axes.strides.W) {
        values[out] = source[pixel * channels + channel];
      }
    }
  }
  return { dims: axes.dims, values };
}

type Axis = 'N' | 'C' | 'T' | 'H' | 'W';

/** Rows follow each other in every layout, so the stride of a pixel is that of a column. */
function axesOf(layout: string, lengths: Readonly<Record<Axis, number>>) {
  const strides: Record<Axis, number> = { N: 0, C: 0, T: 0, H: 0, W: 0 };
  let stride = 1;
  for (const axis of [...layout].reverse() as Axis[]) {
    strides[axis] = stride;
    stride *= lengths[axis];
  }
  return { dims: [...layout].map((axis) => lengths[axis as Axis]), strides };
}
