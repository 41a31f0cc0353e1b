import { buildGraph, weightShapes, type Architecture, type NetworkWeights } from '@echonet/models';
import { layersModelJson, onnxModel } from '@echonet/training';
import { randomWeights } from '@echonet/models/testing';
import type { NetworkFileName } from './libraries/library';
import { encodeWeightsFile } from './libraries/weights-file';

export interface NetworkFiles {
  readonly weights: NetworkWeights;
  /** weights.bin and model.json are a tfjs layers model, model.onnx is the same network as ONNX. */
  read(fileName: NetworkFileName): Uint8Array<ArrayBuffer>;
}

/** The files of an untrained network, each made when it is first read. */
export function networkFiles(architecture: Architecture, seed: number): NetworkFiles {
  const graph = buildGraph(architecture);
  const weights = randomWeights(graph, seed);
  const makers: Record<NetworkFileName, () => Uint8Array<ArrayBuffer>> = {
    'weights.bin': () => encodeWeightsFile(weights),
    'model.json': () => encode(layersModelOf(architecture)),
    'model.onnx': () =>
      onnxModel(graph, weights, { mean: 0, std: 1 }, { text: 'Untrained', metadata: {} }),
  };
  const made = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    weights,
    read(fileName) {
      if (!made.has(fileName)) {
        made.set(fileName, makers[fileName]());
      }
      return made.get(fileName)!;
    },
  };
}

function layersModelOf(architecture: Architecture): unknown {
  const graph = buildGraph(architecture);
  const weights = weightShapes(graph).map(({ name, shape }) => ({
    name,
    shape: [...shape],
    dtype: 'float32' as const,
  }));
  return layersModelJson(graph, [{ paths: ['weights.bin'], weights }]);
}

function encode(json: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(json));
}
