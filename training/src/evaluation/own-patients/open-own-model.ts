import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import {
  createTensorNetwork,
  loadReadingModel,
  loadSegmentationModel,
  manifestFileName,
  ModelRefusal,
  parseAnyManifest,
  type CreateSession,
  type Model,
  type OnnxModel,
  type SegmentationModel,
} from '@echonet/models';
import { modelFolderReader } from '../../learning/read-model-folder';

type OwnModel = Model | OnnxModel | SegmentationModel;

export function isSegmentationModel(model: OwnModel): model is SegmentationModel {
  return model.manifest.purpose === 'segmentation';
}

/**
 * Loads a model of any purpose on the active backend, an ONNX file in ONNX Runtime.
 *
 * @throws {UserError} when the folder holds no model, or one that cannot be used
 */
export async function openOwnModel(
  folder: string,
  createSession: CreateSession,
): Promise<OwnModel> {
  const options = { createNetwork: createTensorNetwork, createSession };
  const read = modelFolderReader(folder);
  try {
    const text = await readFile(path.join(folder, manifestFileName), 'utf8');
    const { purpose } = parseAnyManifest(JSON.parse(text));
    return purpose === 'segmentation'
      ? await loadSegmentationModel(read, options)
      : await loadReadingModel(read, options);
  } catch (error) {
    if (error instanceof ModelRefusal || error instanceof SyntaxError) {
      throw new UserError(`The model in ${folder} cannot be measured: ${error.message}`, {
        cause: error,
      });
    }
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UserError(
        `${folder} holds no model; name a folder that echonet export or import has written.`,
        { cause: error },
      );
    }
    throw error;
  }
}
