import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UserError } from '@echonet/command-line';
import {
  createTensorNetwork,
  loadSegmentationModel,
  manifestFileName,
  ModelRefusal,
  parseAnyManifest,
  type SegmentationModel,
} from '@echonet/models';
import { createFolderSession } from '../../learning/onnx/node-session';
import { modelFolderReader } from '../../learning/read-model-folder';

/**
 * Loads a segmentation model on the active backend.
 *
 * @throws {UserError} when the folder holds no model, a damaged one, or one of another purpose
 */
export async function openSegmentationModel(folder: string): Promise<SegmentationModel> {
  let text;
  try {
    text = await readFile(path.join(folder, manifestFileName), 'utf8');
  } catch (cause) {
    throw new UserError(
      `${folder} holds no model (there is no ${manifestFileName}); name a folder that echonet export has written.`,
      { cause },
    );
  }
  try {
    const { purpose } = parseAnyManifest(parsedJson(text));
    if (purpose !== 'segmentation') {
      throw new UserError(
        `${folder} holds a model that ${purpose === 'view' ? 'tells views apart' : 'predicts numbers'}; name one that outlines the heart.`,
      );
    }
    return await loadSegmentationModel(modelFolderReader(folder), {
      createNetwork: createTensorNetwork,
      createSession: createFolderSession,
    });
  } catch (error) {
    throw error instanceof ModelRefusal
      ? new UserError(`The model in ${folder} cannot be used: ${error.message}`, { cause: error })
      : error;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelRefusal(`${manifestFileName} is no JSON: ${messageOf(cause)}.`, { cause });
  }
}
