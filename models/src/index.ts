export * from './image';

// sampling
export {
  sampleFrames,
  type ClipTimes,
  type SampledFrames,
  type SamplingGrid,
} from './sampling/sampling';

// inference
export { classifyView, type ViewClass, type ViewPrediction } from './inference/classify-view';
export type {
  ClipPredictor,
  PredictionControl,
  PredictionProgress,
  SampledClip,
} from './inference/clip-predictor';
export { clipPredictor, frameByFrame, viewPredictor } from './inference/frame-by-frame';
export { interval90 } from './inference/interval90';
export {
  imageGreyValues,
  predictFrame,
  predictFrames,
  valueOfLogit,
  type FramePrediction,
} from './inference/predict-frame';
export {
  summariseClip,
  type ClipPrediction,
  type ClipTaskPrediction,
} from './inference/summarise-clip';

// model
export { decodeWeights } from './model/decode-weights';
export { loadModel, refuseWrongHash } from './model/load-model';
export type { LoadOptions, LoadProgress, Model, ReadModelFile } from './model/load-model';
export type { WeightGroup } from './model/weight-groups';
export { manifestFileName, ModelRefusal, parseManifest, viewTaskIds } from './model/manifest';
export type { InputContract, Manifest, Provenance, Task, TaskCode } from './model/manifest';

// network
export { GraphBuilder } from './network/graph-builder';
export {
  batchNormEpsilon,
  batchNormName,
  multiplyAccumulates,
  parameterCount,
  weightShapes,
} from './network/graph';
export type {
  ConvNode,
  DenseNode,
  FeatureShape,
  GraphNode,
  MaxPoolNode,
  NetworkGraph,
  WeightShape,
} from './network/graph';
export { foldWeights } from './network/folding';
export type { ConvWeights, NetworkWeights, Standardisation, WeightValues } from './network/folding';
export { imageCount, refuseOtherOutput } from './network/network';
export type { CreateNetwork, Network } from './network/network';
export { createTensorNetwork } from './network/tensor-network';
export { architectureTitle, buildGraph, type Architecture } from './network/architecture';
export { smallestInputSize } from './network/inception-resnet-v1';

// saliency
export { computeSaliency } from './saliency/compute-saliency';
export {
  saliencyDefaults,
  saliencyMethods,
  type SaliencyMethod,
  type SaliencySettings,
} from './saliency/methods';
export type { SaliencyControl } from './saliency/saliency-map';
