import type { OnnxNetwork } from '../contract/contract-schema';
import { contractImage } from '../contract/contract-image';
import { madeClip, madeSector } from '../contract/made-clip';
import { networkClip, type NetworkClip } from '../contract/network-clip';
import { outputValues, type OutputTensor } from '../contract/output-values';
import type { CreateNetwork } from '../network/network';
import { loadNetwork, type LoadedModel } from './load-model';
import { parseManifest, type Manifest } from './manifest';
import { ModelRefusal } from './manifest-fields';
import { messageOf, ModelReader, type LoadProgress, type ReadModelFile } from './model-reader';

export const onnxFileName = 'model.onnx';

/** An ONNX file that is ready to run, whatever runs it. */
export interface OnnxSession {
  /** For readers, such as 'ONNX Runtime Web 1.30.0, WebAssembly, 2 threads'. */
  readonly runtime: string;
  readonly outputNames: readonly string[];
  /** One window. @returns the outputs by name */
  run(clip: NetworkClip): Promise<ReadonlyMap<string, OutputTensor>>;
  dispose(): void;
}

/** @throws Error as a sentence when the file cannot be run: an unknown operator, no memory */
export type CreateSession = (file: ArrayBuffer) => Promise<OnnxSession>;

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
  const file = await reader.listedFile(manifest, onnxFileName);
  reader.report(onnxFileName);
  const session = await createSession(file).catch((cause: unknown) => {
    throw new ModelRefusal(`${manifest.name} cannot be run: ${messageOf(cause)}`, { cause });
  });
  try {
    await refuseOtherAnswer(manifest, session);
  } catch (error) {
    session.dispose();
    throw error;
  }
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
  return outputValues(outputs, (name) =>
    results.get(name ?? (session.outputNames.length === 1 ? session.outputNames[0] : '')),
  );
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

/**
 * Largest difference of two answers as a share of the largest value of the first; 0 for equal ones.
 */
export function relativeDifference(expected: readonly number[], found: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]))) / largest;
}

async function refuseOtherAnswer({ name, onnx }: OnnxManifest, session: OnnxSession) {
  const { seed, answer, tolerance, runtime } = onnx.recorded;
  const found = await madeAnswer(onnx, session, seed).catch((cause: unknown) => {
    throw new ModelRefusal(`${name} cannot be run: ${messageOf(cause)}`, { cause });
  });
  const difference = relativeDifference(answer, found);
  if (!(difference <= tolerance)) {
    throw new ModelRefusal(
      `${name} gives another answer to its test clip here (${session.runtime}) than where it was ` +
        `imported (${runtime}): they differ by ${(100 * difference).toPrecision(2)} %. Its numbers ` +
        'cannot be relied on in this browser; update it, or import the model again.',
    );
  }
}
