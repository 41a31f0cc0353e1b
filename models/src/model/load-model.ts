import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { weightShapes } from '../network/graph';
import type { NetworkGraph } from '../network/graph';
import { buildGraph } from '../network/architecture';
import type { NetworkWeights, WeightValues } from '../network/folding';
import type { CreateNetwork, Network } from '../network/network';
import { utf8Text } from '../platform';
import { decodeWeights } from './decode-weights';
import { manifestFileName, ModelRefusal, parseManifest } from './manifest';
import type { Manifest } from './manifest';
import { parseWeightGroups, weightGroupBytes } from './weight-groups';
import type { WeightGroup } from './weight-groups';

/** A model that is ready to read images. */
export interface Model {
  readonly manifest: Manifest;
  readonly graph: NetworkGraph;
  readonly network: Network;
  /** Frees the network's weights. */
  dispose(): void;
}

/** How far loading has come. */
export interface LoadProgress {
  /** The file that is being read, or was read last. */
  readonly fileName: string;
  /** Of all files so far; less than before where a file is read anew from its start. */
  readonly bytesRead: number;
  /** Known once model.json has been read. */
  readonly bytesTotal?: number;
}

/**
 * Reads one file of the model's folder by its name; rejects where it cannot. One that takes long may
 * tell how many bytes of the file it has.
 */
export type ReadModelFile = (
  fileName: string,
  onBytes?: (bytesRead: number) => void,
) => Promise<ArrayBuffer>;

const topologyFileName = 'model.json';

/** How a model is loaded. */
export interface LoadOptions {
  /** Prepares the network on whatever is to compute, such as createTensorNetwork. */
  readonly createNetwork: CreateNetwork;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Loads a model: reads echonet.json, model.json and the weight shards, checks the SHA-256 of each
 * against the manifest, decodes the weights (float32, or quantised to float16, uint16 or uint8) and
 * prepares the network.
 *
 * @throws ModelRefusal naming the file that is missing, damaged, or does not fit the others; and
 *   whatever createNetwork throws.
 */
export async function loadModel(
  readFile: ReadModelFile,
  { createNetwork, onProgress }: LoadOptions,
): Promise<Model> {
  let bytesRead = 0;
  let bytesTotal: number | undefined = undefined;
  const report = (fileName: string, bytesOfFile = 0) =>
    onProgress?.({ fileName, bytesRead: bytesRead + bytesOfFile, bytesTotal });
  const read: ReadModelFile = async (fileName) => {
    const onBytes = (bytesOfFile: number) => report(fileName, bytesOfFile);
    const bytes = await readFile(fileName, onBytes).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ModelRefusal(`The model's file ${fileName} could not be read: ${why}`, { cause });
    });
    bytesRead += bytes.byteLength;
    return bytes;
  };

  const manifest = parseManifest(jsonOf(manifestFileName, await read(manifestFileName)));
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
    for (const [name, weight] of await decodedWeights(group, readShard)) weights.set(name, weight);
  }
  refuseUnfittingWeights(graph, weights);
  const network = await createNetwork(graph, weights, manifest.input);
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

function graphOf(manifest: Manifest): NetworkGraph {
  try {
    return buildGraph(manifest.architecture);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ModelRefusal(`${manifestFileName} names an impossible network: ${why}`, { cause });
  }
}

/** @throws ModelRefusal unless the bytes are the ones that the manifest was written for. */
export function refuseWrongHash(manifest: Manifest, fileName: string, bytes: ArrayBuffer): void {
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
  const shards: ArrayBuffer[] = [];
  for (const fileName of group.paths) shards.push(await readShard(fileName));
  const bytes = shards.reduce((sum, shard) => sum + shard.byteLength, 0);
  const expected = weightGroupBytes(group);
  if (bytes !== expected) {
    throw new ModelRefusal(
      `The weight files ${group.paths.join(', ')} hold ${bytes} bytes, but ${topologyFileName} ` +
        `describes weights of ${expected} bytes; export the model again.`,
    );
  }
  return decodeWeights(group, joined(shards, bytes));
}

function joined(shards: readonly ArrayBuffer[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const shard of shards) {
    whole.set(new Uint8Array(shard), offset);
    offset += shard.byteLength;
  }
  return whole;
}

function refuseUnfittingWeights(graph: NetworkGraph, weights: NetworkWeights): void {
  const expected = new Map(weightShapes(graph).map(({ name, shape }) => [name, shape.join('x')]));
  for (const [name, shape] of expected) {
    const found = weights.get(name)?.shape.join('x');
    if (found === shape) continue;
    refuse(found ? `${name} is ${found} and should be ${shape}` : `${name} is missing`);
  }
  for (const name of weights.keys()) {
    if (!expected.has(name)) refuse(`${name} is not part of it`);
  }

  function refuse(what: string): never {
    throw new ModelRefusal(
      `The weights in ${topologyFileName} do not fit the network in ${manifestFileName}: ${what}. ` +
        'Export the model again.',
    );
  }
}
