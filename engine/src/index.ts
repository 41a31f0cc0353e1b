export { compileKernels, kernelFileName } from './kernels';
export type { Kernels, ReadKernelFile } from './kernels';
export type { MachineParts } from './machine';
export type { HelperThread, StartThread, ThreadStart } from './threads';
export { wasmEngine } from './wasm-network';
export { windowEngine } from './window/window-network';
