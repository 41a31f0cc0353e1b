import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createTensorNetwork,
  loadAnyModel,
  manifestFileName,
  parseAnyManifest,
  type AnyManifest,
} from '@echonet/models';
import { writeFileAtomically } from '../../data/write-file-atomically';
import { modelFolderReader } from '../../learning/read-model-folder';
import { onnxModel } from './onnx-model';

/**
 * Converts an exported model to one ONNX file. The model is loaded and validated as in the viewer.
 *
 * @param modelFolder folder with echonet.json
 * @param file ONNX file; replaced if it exists
 * @returns its length in bytes
 * @throws ModelRefusal naming what is wrong with the model
 */
export async function writeOnnx(modelFolder: string, file: string): Promise<number> {
  const manifest = parseAnyManifest(
    JSON.parse(await readFile(path.join(modelFolder, manifestFileName), 'utf8')),
  );
  let bytes = new Uint8Array();
  const model = await loadAnyModel(modelFolderReader(modelFolder), {
    createNetwork(graph, weights, standardisation = { mean: 0, std: 1 }) {
      bytes = onnxModel(graph, weights, standardisation, describe(manifest));
      return createTensorNetwork(graph, weights, standardisation);
    },
  });
  model.dispose();
  writeFileAtomically(file, bytes);
  return bytes.length;
}

function describe(manifest: AnyManifest) {
  const { id, version, name, input, provenance, intendedUse } = manifest;
  const outputs: Readonly<Record<string, string>> =
    manifest.purpose === 'segmentation'
      ? { structures: JSON.stringify(manifest.structures) }
      : { tasks: JSON.stringify(manifest.tasks) };
  return {
    text: `${name} ${version}. ${intendedUse} Trained on ${provenance.data}.`,
    metadata: {
      id,
      version,
      name,
      intendedUse,
      input: JSON.stringify(input),
      ...outputs,
      provenance: JSON.stringify(provenance),
    },
  };
}
