import type { LibraryName } from '../contestant';
import type { StartLibrary } from './library';

/** Each library's code is loaded on demand. */
export const libraries: Record<LibraryName, () => Promise<{ start: StartLibrary }>> = {
  engine: () => import(/* webpackChunkName: "engine" */ './engine'),
  'tensor-network': () => import(/* webpackChunkName: "tensor-network" */ './tensor-network'),
  layers: () => import(/* webpackChunkName: "layers" */ './layers'),
  'onnx-runtime': () => import(/* webpackChunkName: "onnx-runtime" */ './onnx-runtime'),
};
