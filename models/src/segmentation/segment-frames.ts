import { areFinite, concatenateFloats } from '../arrays';
import type { NetworkImage } from '../image/preparation';
import type { SegmentationManifest } from '../model/segmentation-manifest';
import type { Network } from '../network/network';
import { withoutAtriumInsideVentricle } from './atrium-inside-ventricle';
import type { LogitMaps } from './logit-maps';
import { standardisedImage } from './standardised-image';

/** A network and what is needed to run it; a loaded model, or a run in training. */
export interface SegmentationNetwork {
  readonly network: Network;
  readonly manifest: Pick<SegmentationManifest, 'input' | 'structures' | 'onnx'>;
}

/**
 * Labels the pixels of images, with one left atrium in each; more than model.network.batchSize at once
 * gain nothing.
 *
 * @param images by frameImage
 * @throws Error when an image has another size, the network fails, or its results are no numbers
 */
export async function segmentFrames(
  { network, manifest }: SegmentationNetwork,
  images: readonly NetworkImage[],
): Promise<LogitMaps[]> {
  const { size, channels: imageChannels, standardisation } = manifest.input;
  for (const image of images) {
    if (image.size !== size || image.channels !== imageChannels) {
      throw new Error(
        `The model reads images of ${size}x${size}x${imageChannels}, and this one is ${image.size}x${image.size}x` +
          `${image.channels}; prepare it with the model's input.`,
      );
    }
  }
  const logits = await network.forward(
    concatenateFloats(images.map(({ data }) => (standardisation ? standardisedImage(data) : data))),
  );
  const [rows, columns, channels] = network.outputShape;
  const length = rows * columns * channels;
  return images.map((_, index) => {
    const values = logits.subarray(index * length, (index + 1) * length);
    if (!areFinite(values)) {
      throw new Error(
        'The segmentation network gave results that are no numbers; the graphics device may have ' +
          'failed: try again, or choose another backend.',
      );
    }
    return withoutAtriumInsideVentricle({ rows, columns, channels, values }, manifest.structures);
  });
}
