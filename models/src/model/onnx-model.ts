import type { ImageContract, OnnxNetwork } from '../contract/contract-schema';
import { contractImage } from '../contract/contract-image';
import { madeClip, madeSector } from '../contract/made-clip';
import { networkClip } from '../contract/network-clip';
import { outputValues } from '../contract/output-values';
import type { CreateNetwork } from '../network/network';
import { loadNetwork, type LoadedModel } from './load-model';
import { parseManifest, type Manifest } from './manifest';
import { ModelReader, type LoadProgress, type ReadModelFile } from './model-reader';
import { openSession, outputOf, type CreateSession, type OnnxSession } from './onnx-session';

/** Content of echonet.json beside model.onnx. */
export type OnnxManifest = Manifest & { readonly onnx: OnnxNetwork };

/** A network of others; it predicts numbers from windows of frames. */
export interface OnnxModel {
  readonly manifest: OnnxManifest;
  readonly session: OnnxSession;
  dispose(): void;
}

export interface ReadingModelOptions {
  readonly createNetwork: CreateNetwork;
  readonly createSession: CreateSession;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export function isOnnxManifest(manifest: Manifest): manifest is OnnxManifest {
  return manifest.onnx !== undefined;
}

export function isOnnxModel(model: LoadedModel<Manifest> | OnnxModel): model is OnnxModel {
  return 'session' in model;
}

/**
 * Loads a model that predicts numbers, be it a network of this project or an ONNX file. An ONNX file
 * must give the answer to the made clip that was recorded when it was imported.
 *
 * @throws ModelRefusal naming the file that is missing, damaged or does not fit; any error of
 *   createNetwork
 */
export async function loadReadingModel(
  readFile: ReadModelFile,
  { createNetwork, createSession, onProgress }: ReadingModelOptions,
): Promise<LoadedModel<Manifest> | OnnxModel> {
  const reader = new ModelReader(readFile, onProgress);
  const manifest = await reader.manifest(parseManifest);
  if (!isOnnxManifest(manifest)) {
    return loadNetwork(reader, manifest, createNetwork);
  }
  const { onnx } = manifest;
  const session = await openSession(reader, manifest, createSession, (opened) =>
    madeAnswer(onnx, opened, onnx.recorded.seed),
  );
  return { manifest, session, dispose: () => session.dispose() };
}

/**
 * The values of one window, in the order in which tasks count them.
 *
 * @param images of the window's frames by contractImage
 * @throws Error when the file and the contract do not fit, or the results are no numbers
 */
export async function windowValues(
  { input, outputs }: Pick<OnnxNetwork, 'input' | 'outputs'>,
  session: Pick<OnnxSession, 'run' | 'outputNames'>,
  images: readonly Float32Array[],
): Promise<number[]> {
  const results = await session.run(networkClip(input, images));
  return outputValues(outputs, (name) => outputOf(results, session, name));
}

/** What a black pixel is after standardising, by channel. */
export function blackOf({ mean, sd }: Pick<ImageContract, 'mean' | 'sd'>): number[] {
  return mean.map((value, channel) => (0 - value) / sd[channel]);
}

/** The values of one window of the made clip. @throws Error as windowValues does */
export function madeAnswer(
  network: Pick<OnnxNetwork, 'input' | 'outputs'>,
  session: Pick<OnnxSession, 'run' | 'outputNames'>,
  seed: number,
): Promise<number[]> {
  const { frames, image } = network.input;
  const images = madeClip(frames.count, seed).map((frame) =>
    contractImage(frame, madeSector, image),
  );
  return windowValues(network, session, images);
}
