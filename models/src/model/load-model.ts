import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { concatenateBytes } from '../arrays';
import { buildGraph } from '../network/architecture';
import type { NetworkWeights, WeightValues } from '../network/folding';
import { weightShapes, type NetworkGraph } from '../network/graph';
import type { CreateNetwork, Network } from '../network/network';
import { utf8Text } from '../platform';
import { decodeWeights } from './decode-weights';
import { parseManifest, type Manifest } from './manifest';
import { manifestFileName, ModelRefusal } from './manifest-fields';
import {
  parseAnyManifest,
  parseSegmentationManifest,
  type AnyManifest,
  type SegmentationManifest,
} from './segmentation-manifest';
import { parseWeightGroups, weightGroupBytes, type WeightGroup } from './weight-groups';

export interface LoadedModel<Content> {
  readonly manifest: Content;
  readonly graph: NetworkGraph;
  readonly network: Network;
  dispose(): void;
}

/** Predicts numbers. */
export type Model = LoadedModel<Manifest>;

/** Labels the pixels of images. */
export type SegmentationModel = LoadedModel<SegmentationManifest>;

export interface LoadProgress {
  /** The file in progress or read last. */
  readonly fileName: string;
  /** Over all files; decreases when a file is read again from its start. */
  readonly bytesRead: number;
  /** Known once model.json has been read. */
  readonly bytesTotal?: number;
}

/**
 * Reads one file of the model's folder; rejects where it cannot.
 *
 * @param onBytes may be called with the bytes of the file read so far
 */
export type ReadModelFile = (
  fileName: string,
  onBytes?: (bytesRead: number) => void,
) => Promise<ArrayBuffer>;

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

/** Loads a segmentation network as {@link loadModel} does. @throws as loadModel does */
export function loadSegmentationModel(
  readFile: ReadModelFile,
  options: LoadOptions,
): Promise<SegmentationModel> {
  return load(readFile, parseSegmentationManifest, options);
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
  let bytesRead = 0;
  let bytesTotal: number | undefined = undefined;
  const report = (fileName: string, bytesOfFile = 0) =>
    onProgress?.({ fileName, bytesRead: bytesRead + bytesOfFile, bytesTotal });
  const read: ReadModelFile = async (fileName) => {
    const onBytes = (bytesOfFile: number) => report(fileName, bytesOfFile);
    const bytes = await readFile(fileName, onBytes).catch((cause: unknown) => {
      throw new ModelRefusal(
        `The model's file ${fileName} could not be read: ${messageOf(cause)}`,
        { cause },
      );
    });
    bytesRead += bytes.byteLength;
    return bytes;
  };

  const manifest = parse(jsonOf(manifestFileName, await read(manifestFileName)));
  report(manifestFileName);
  const graph = graphOf(manifest);

  const topology = await read(topologyFileName);
  refuseWrongHash(manifest, topologyFileName, topology);
  const groups = parseWeightGroups(jsonOf(topologyFileName, topology));
  bytesTotal = groups.reduce((sum, group) => sum + weightGroupBytes(group), bytesRead);
  report(topologyFileName);

  const readShard: ReadModelFile = async (fileName) => {
    const bytes = await read(fileName);
    refuseWrongHash(manifest, fileName, bytes);
    report(fileName);
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

function jsonOf(fileName: string, bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(utf8Text(bytes));
  } catch (cause) {
    const sentence = `The model's file ${fileName} is not JSON; export or download the model again.`;
    throw new ModelRefusal(sentence, { cause });
  }
}

function graphOf(manifest: AnyManifest): NetworkGraph {
  try {
    return buildGraph(manifest.architecture);
  } catch (cause) {
    throw new ModelRefusal(`${manifestFileName} names an impossible network: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** @throws ModelRefusal when the file's SHA-256 is missing from the manifest or differs. */
export function refuseWrongHash(
  manifest: Pick<Manifest, 'files'>,
  fileName: string,
  bytes: ArrayBuffer,
): void {
  const expected = manifest.files[fileName];
  if (expected === undefined) {
    throw new ModelRefusal(
      `${manifestFileName} lists no hash for ${fileName}, so it cannot be trusted; ` +
        'export the model again.',
    );
  }
  if (bytesToHex(sha256(new Uint8Array(bytes))) !== expected) {
    throw new ModelRefusal(
      `The model's file ${fileName} is not the one that ${manifestFileName} was written for: ` +
        'its SHA-256 differs. It is damaged or was replaced; get the model again.',
    );
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

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
