import { readFile } from 'node:fs/promises';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { ClipHeader } from '@echonet/dicom';
import {
  clipPredictor,
  createTensorNetwork,
  loadModel,
  locateSector,
  prepareImage,
  toFramePixels,
  type ClipPrediction,
} from '@echonet/models';
import type { HostFrame } from './ohif-page';

/**
 * Runs a model over decoded frames in Node, on tfjs's plain CPU backend: the reference for the
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
  await tf.setBackend('cpu');
  const readModelFile = async (name: string) => {
    const file = await readFile(path.join(modelDirectory, name));
    return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  };
  const model = await loadModel(readModelFile, { createNetwork: createTensorNetwork });
  try {
    const pixels = frames.map((frame) =>
      toFramePixels({
        ...frame,
        PhotometricInterpretation: header.PhotometricInterpretation,
        BitsStored: header.BitsStored,
      }),
    );
    const sector = locateSector(pixels, header.SequenceOfUltrasoundRegions);
    const images = pixels.map((frame) => prepareImage(frame, sector, model.manifest.input));
    return await clipPredictor(model).predict({ frames: images });
  } finally {
    model.dispose();
  }
}
