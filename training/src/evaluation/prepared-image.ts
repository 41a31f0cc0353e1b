import { UserError } from '@echonet/command-line';
import { contractImageOfGreyValues, type ImageContract, type NetworkImage } from '@echonet/models';

interface Reading {
  readonly name: string;
  readonly input: { readonly size: number; readonly channels: number };
  readonly onnx?: { readonly input: { readonly image: ImageContract } };
}

/**
 * A frame of prepared data as a network reads it.
 *
 * @param data grey values in [0, 1], [size, size], 0 outside the sector
 */
export function preparedImage(
  data: Float32Array,
  { input, onnx }: Pick<Reading, 'input' | 'onnx'>,
): NetworkImage {
  const { size, channels } = input;
  return {
    size,
    channels,
    data: onnx ? contractImageOfGreyValues(data, onnx.input.image) : data,
  };
}

/**
 * Prepared data hold grey values of the sector's square, black around the sector.
 *
 * @throws {UserError} when an imported network reads something else of a frame
 */
export function refuseOtherPreparation({ name, onnx }: Pick<Reading, 'name' | 'onnx'>): void {
  if (!onnx) {
    return;
  }
  const { crop, margin, mask, channels } = onnx.input.image;
  const isColour = channels === 'RGB' || channels === 'BGR';
  if (crop !== 'sector' || margin !== 0 || mask !== 'sector' || isColour) {
    throw new UserError(
      `${name} reads ${channels} images of crop "${crop}" with margin ${margin} and mask "${mask}", and ` +
        "prepared clips are grey, of the sector's square without margin, masked by the sector. It " +
        'cannot be measured on them.',
    );
  }
}
