import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createTensorNetwork,
  loadModel,
  manifestFileName,
  parseManifest,
  type Manifest,
} from '@echonet/models';
import { writeFileAtomically } from '../../data/write-file-atomically';
import { modelFolderReader } from '../../learning/read-model-folder';
import { onnxModel } from './onnx-model';

/**
 * Writes an exported model as one ONNX file, for other software than the viewer. The model is loaded
 * as the viewer loads it, so that a damaged one is refused.
 *
 * @param modelFolder folder with echonet.json
 * @param file the ONNX file; replaced if it is there
 * @returns its length in bytes
 * @throws ModelRefusal naming what is wrong with the model
 */
export async function writeOnnx(modelFolder: string, file: string): Promise<number> {
  const manifest = parseManifest(
    JSON.parse(await readFile(path.join(modelFolder, manifestFileName), 'utf8')),
  );
  let bytes = new Uint8Array();
  const model = await loadModel(modelFolderReader(modelFolder), {
    createNetwork(graph, weights, standardisation = { mean: 0, std: 1 }) {
      bytes = onnxModel(graph, weights, standardisation, describe(manifest));
      return createTensorNetwork(graph, weights, standardisation);
    },
  });
  model.dispose();
  writeFileAtomically(file, bytes);
  return bytes.length;
}

/** What a reader of the file must know of the model. */
function describe({ id, version, name, input, tasks, provenance, intendedUse }: Manifest) {
  return {
    text: `${name} ${version}. ${intendedUse} Trained on ${provenance.data}.`,
    metadata: {
      id,
      version,
      name,
      intendedUse,
      input: JSON.stringify(input),
      tasks: JSON.stringify(tasks),
      provenance: JSON.stringify(provenance),
    },
  };
}
