import { concatenateBytes } from '../arrays';
import { buildGraph } from '../network/architecture';
import type { NetworkWeights, WeightValues } from '../network/folding';
import { weightShapes, type NetworkGraph } from '../network/graph';
import type { CreateNetwork, Network } from '../network/network';
import { decodeWeights } from './decode-weights';
import { parseManifest, type Manifest } from './manifest';
import { manifestFileName, ModelRefusal } from './manifest-fields';
import {
  jsonOf,
  messageOf,
  ModelReader,
  type LoadProgress,
  type ReadModelFile,
} from './model-reader';
import { parseAnyManifest, type AnyManifest } from './segmentation-manifest';
import { parseWeightGroups, weightGroupBytes, type WeightGroup } from './weight-groups';

export interface LoadedModel<Content> {
  readonly manifest: Content;
  readonly graph: NetworkGraph;
  readonly network: Network;
  dispose(): void;
}

/** Predicts numbers. */
export type Model = LoadedModel<Manifest>;

const topologyFileName = 'model.json';

export interface LoadOptions {
  /** Prepares the network on a backend, such as createTensorNetwork. */
  readonly createNetwork: CreateNetwork;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Loads a model: reads echonet.json, model.json and the weight shards, checks the SHA-256 of each
 * against the manifest, decodes the weights (float32, or quantised to float16, uint16 or uint8) and
 * prepares the network.
 *
 * @throws ModelRefusal naming the file that is missing, damaged, or does not fit the others; and
 *   any error of createNetwork.
 */
export function loadModel(readFile: ReadModelFile, options: LoadOptions): Promise<Model> {
  return load(readFile, parseManifest, options);
}

/** Loads a model of any purpose as {@link loadModel} does. @throws as loadModel does */
export function loadAnyModel(
  readFile: ReadModelFile,
  options: LoadOptions,
): Promise<LoadedModel<AnyManifest>> {
  return load(readFile, parseAnyManifest, options);
}

async function load<Content extends AnyManifest>(
  readFile: ReadModelFile,
  parse: (json: unknown) => Content,
  { createNetwork, onProgress }: LoadOptions,
): Promise<LoadedModel<Content>> {
  const reader = new ModelReader(readFile, onProgress);
  return loadNetwork(reader, await reader.manifest(parse), createNetwork);
}

/**
 * The network of a model whose manifest has been read.
 *
 * @throws ModelRefusal, and any error of createNetwork
 */
export async function loadNetwork<Content extends AnyManifest>(
  reader: ModelReader,
  manifest: Content,
  createNetwork: CreateNetwork,
): Promise<LoadedModel<Content>> {
  const graph = graphOf(manifest);

  const topology = await reader.listedFile(manifest, topologyFileName);
  const groups = parseWeightGroups(jsonOf(topologyFileName, topology));
  reader.expect(groups.reduce((sum, group) => sum + weightGroupBytes(group), 0));
  reader.report(topologyFileName);

  const readShard: ReadModelFile = async (fileName) => {
    const bytes = await reader.listedFile(manifest, fileName);
    reader.report(fileName);
    return bytes;
  };
  const weights = new Map<string, WeightValues>();
  for (const group of groups) {
    for (const [name, weight] of await decodedWeights(group, readShard)) {
      weights.set(name, weight);
    }
  }
  refuseUnfittingWeights(graph, weights);
  const standardisation = manifest.purpose === 'segmentation' ? undefined : manifest.input;
  const network = await createNetwork(graph, weights, standardisation);
  return { manifest, graph, network, dispose: () => network.dispose() };
}

function graphOf({ name, architecture }: AnyManifest): NetworkGraph {
  if (!architecture) {
    throw new ModelRefusal(
      `${name} is an ONNX file, which is read by the viewer and by echonet import, but not here.`,
    );
  }
  try {
    return buildGraph(architecture);
  } catch (cause) {
    throw new ModelRefusal(`${manifestFileName} names an impossible network: ${messageOf(cause)}`, {
      cause,
    });
  }
}

async function decodedWeights(
  group: WeightGroup,
  readShard: ReadModelFile,
): Promise<NetworkWeights> {
  const shards: Uint8Array[] = [];
  for (const fileName of group.paths) {
    shards.push(new Uint8Array(await readShard(fileName)));
  }
  const bytes = shards.reduce((sum, shard) => sum + shard.byteLength, 0);
  const expected = weightGroupBytes(group);
  if (bytes !== expected) {
    throw new ModelRefusal(
      `The weight files ${group.paths.join(', ')} hold ${bytes} bytes, but ${topologyFileName} ` +
        `describes weights of ${expected} bytes; export the model again.`,
    );
  }
  return decodeWeights(group, concatenateBytes(shards));
}

function refuseUnfittingWeights(graph: NetworkGraph, weights: NetworkWeights): void {
  const expected = new Map(weightShapes(graph).map(({ name, shape }) => [name, shape.join('x')]));
  for (const [name, shape] of expected) {
    const found = weights.get(name)?.shape.join('x');
    if (found === shape) {
      continue;
    }
    refuse(found ? `${name} is ${found} and should be ${shape}` : `${name} is missing`);
  }
  for (const name of weights.keys()) {
    if (!expected.has(name)) {
      refuse(`${name} is not part of it`);
    }
  }

  function refuse(what: string): never {
    throw new ModelRefusal(
      `The weights in ${topologyFileName} do not fit the network in ${manifestFileName}: ${what}. ` +
        'Export the model again.',
    );
  }
}
