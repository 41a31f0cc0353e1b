import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { mmPerSquarePixel, physicalScale, type ClipHeader } from '@echonet/dicom';
import {
  clipPredictor,
  createTensorNetwork,
  loadModel,
  locateSector,
  prepareImage,
  type ClipPrediction,
} from '@echonet/models';
import { hostPixels } from './host-pixels';
import { readerOfFolder } from './model-folder';
import type { HostFrame } from './ohif-page';

/**
 * Runs a model over decoded frames in Node, on tfjs's WebAssembly backend: the reference for the
 * browser's numbers.
 *
 * @param modelDirectory folder with echonet.json
 * @param frames the sampled frames, in order
 * @param header of the clip they belong to
 */
export async function predictInNode(
  modelDirectory: string,
  frames: HostFrame[],
  header: ClipHeader,
): Promise<ClipPrediction> {
  await tf.setBackend('wasm');
  const model = await loadModel(readerOfFolder(modelDirectory), {
    createNetwork: createTensorNetwork,
  });
  try {
    const pixels = frames.map((frame) => hostPixels(frame, header));
    const sector = locateSector(pixels, header.SequenceOfUltrasoundRegions);
    const images = pixels.map((frame) => prepareImage(frame, sector, model.manifest.input));
    const { scale } = physicalScale(header, sector);
    const mmPerPixel = scale && mmPerSquarePixel(scale, sector.crop, model.manifest.input.size);
    return await clipPredictor(model, { mmPerPixel }).predict({ frames: images });
  } finally {
    model.dispose();
  }
}
