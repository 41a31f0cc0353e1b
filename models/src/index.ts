// model
export { manifestFileName, ModelRefusal, parseManifest } from './model/manifest';
export type { InputContract, Manifest, Provenance, Task, TaskCode } from './model/manifest';

// network
export {
  batchNormEpsilon,
  batchNormName,
  multiplyAccumulates,
  parameterCount,
  weightShapes,
} from './network/graph';
export type { ConvNode, GraphNode, NetworkGraph, WeightShape } from './network/graph';
export { inceptionResNetV1, smallestInputSize } from './network/inception-resnet-v1';
export type { Architecture } from './network/inception-resnet-v1';
