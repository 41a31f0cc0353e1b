import { sizeOf } from '../arrays';
import { contractImage } from '../contract/contract-image';
import { channelCount, type OnnxSegmentation } from '../contract/contract-schema';
import { madeClip, madeSector } from '../contract/made-clip';
import { maskLogits, maskSample, maskStructures } from '../contract/mask-maps';
import { networkClip, type NetworkClip } from '../contract/network-clip';
import type { OutputTensor } from '../contract/output-values';
import { imageCount, type CreateNetwork, type Network } from '../network/network';
import { loadNetwork } from './load-model';
import { ModelRefusal } from './manifest-fields';
import { ModelReader, type LoadProgress, type ReadModelFile } from './model-reader';
import { openSession, outputOf, type CreateSession, type OnnxSession } from './onnx-session';
import { parseSegmentationManifest, type SegmentationManifest } from './segmentation-manifest';

/** Labels the pixels of images. */
export interface SegmentationModel {
  readonly manifest: SegmentationManifest;
  readonly network: Network;
  dispose(): void;
}

interface SegmentationOptions {
  readonly createNetwork: CreateNetwork;
  /** ONNX files are refused without. */
  readonly createSession?: CreateSession;
  readonly onProgress?: (progress: LoadProgress) => void;
}

type RunSession = Pick<OnnxSession, 'run' | 'outputNames'>;
type MaskContract = Pick<OnnxSegmentation, 'input' | 'mask'>;

/**
 * Loads a segmentation network, be it one of this project or an ONNX file.
 *
 * @throws ModelRefusal naming the file that is missing, damaged or does not fit, or why the ONNX file
 *   cannot be run here; any error of createNetwork
 */
export async function loadSegmentationModel(
  readFile: ReadModelFile,
  { createNetwork, createSession, onProgress }: SegmentationOptions,
): Promise<SegmentationModel> {
  const reader = new ModelReader(readFile, onProgress);
  const manifest = await reader.manifest(parseSegmentationManifest);
  const { onnx } = manifest;
  if (!onnx) {
    return loadNetwork(reader, manifest, createNetwork);
  }
  if (!createSession) {
    throw new ModelRefusal(`${manifest.name} is an ONNX file, which is not read here.`);
  }
  const session = await openSession(reader, { ...manifest, onnx }, createSession, (opened) =>
    madeMask(onnx, opened, onnx.recorded.seed),
  );
  const network = maskNetwork(onnx, session);
  return { manifest, network, dispose: () => network.dispose() };
}

/**
 * A sample of the mask of the first frame of the made clip.
 *
 * @throws Error as a sentence when the output is none, has another shape or holds no numbers
 */
export async function madeMask(
  contract: MaskContract,
  session: RunSession,
  seed: number,
): Promise<number[]> {
  const { image } = contract.input;
  const [frame] = madeClip(1, seed);
  const tensor = await runMask(contract, session, contractImage(frame, madeSector, image));
  maskLogits(contract.mask, tensor, mapSize(contract));
  return maskSample(tensor);
}

/** The ONNX file as a network whose images contractImage prepares, and whose logits maskLogits gives. */
function maskNetwork(contract: MaskContract, session: OnnxSession): Network {
  const { input, mask } = contract;
  const { size, channels } = input.image;
  const inputShape = [size, size, channelCount(channels)] as const;
  const outputs = maskStructures(mask).length;
  const side = mapSize(contract);
  return {
    inputShape,
    outputs,
    outputShape: [side, side, outputs],
    batchSize: 1,
    gradientBatchSize: 1,
    async forward(values) {
      const count = imageCount(values, inputShape);
      const logits = new Float32Array(count * side * side * outputs);
      for (let i = 0; i < count; i++) {
        const image = values.subarray(i * sizeOf(inputShape), (i + 1) * sizeOf(inputShape));
        const tensor = await runMask(contract, session, image);
        logits.set(maskLogits(mask, tensor, side), i * side * side * outputs);
      }
      return logits;
    },
    inputGradient: () =>
      Promise.reject(new Error('ONNX Runtime gives no gradients of an imported network.')),
    dispose: () => session.dispose(),
  };
}

async function runMask(
  { input, mask }: MaskContract,
  session: RunSession,
  image: Float32Array,
): Promise<OutputTensor> {
  const results = await session.run(clipOf(input, image));
  const tensor = outputOf(results, session, mask.tensor);
  if (!tensor) {
    throw new Error(
      `The network's output ${mask.tensor ?? ''} is missing; the contract does not fit the file.`,
    );
  }
  return tensor;
}

function clipOf(input: MaskContract['input'], image: Float32Array): NetworkClip {
  const frames = {
    count: 1,
    stride: { ms: 1 },
    mostWindows: 1,
    shortClip: 'refuse',
  } as const;
  return networkClip({ ...input, frames }, [image]);
}

function mapSize({ input, mask }: MaskContract): number {
  return mask.size ?? input.image.size;
}
