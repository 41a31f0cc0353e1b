import type { Contestant } from './contestant';

/** Frames of a clip, which a graphics device can take in one batch. */
export const clipFrames = 20;

const own = { group: 'own', threads: 'all', hasGradients: true } as const;
const stock = { group: 'stock', library: 'layers', hasGradients: true } as const;
const onnx = {
  group: 'onnx',
  library: 'onnx-runtime',
  threads: 'all',
  hasGradients: false,
} as const;

export const contestants: readonly Contestant[] = [
  {
    ...own,
    id: 'engine-wasm',
    title: 'EchoNet, own engine on wasm',
    library: 'engine',
    device: 'wasm',
    batchSizes: [1],
  },
  {
    ...own,
    id: 'tensors-wasm',
    title: 'EchoNet, own passes on tfjs-wasm',
    library: 'tensor-network',
    device: 'wasm',
    batchSizes: [1],
  },
  {
    ...stock,
    id: 'layers-wasm',
    title: 'stock tfjs layers on wasm, as it comes',
    device: 'wasm',
    threads: 'default',
    batchSizes: [1, 4],
  },
  {
    ...stock,
    id: 'layers-wasm-all',
    title: 'stock tfjs layers on wasm, all cores',
    device: 'wasm',
    threads: 'all',
    batchSizes: [1, 4],
  },
  {
    ...onnx,
    id: 'onnx-wasm',
    title: 'ONNX Runtime Web on wasm',
    device: 'wasm',
    batchSizes: [1, 2, 4, 8],
  },
  {
    ...own,
    id: 'tensors-webgpu',
    title: 'EchoNet on WebGPU',
    library: 'tensor-network',
    device: 'webgpu',
    batchSizes: [1, clipFrames],
  },
  {
    ...stock,
    id: 'layers-webgpu',
    title: 'stock tfjs layers on WebGPU',
    device: 'webgpu',
    threads: 'default',
    batchSizes: [1, clipFrames],
  },
  {
    ...onnx,
    id: 'onnx-webgpu',
    title: 'ONNX Runtime Web on WebGPU',
    device: 'webgpu',
    batchSizes: [1, clipFrames],
  },
  {
    ...own,
    id: 'tensors-webgl',
    title: 'EchoNet on WebGL',
    library: 'tensor-network',
    device: 'webgl',
    batchSizes: [1, clipFrames],
  },
];
