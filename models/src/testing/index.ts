export { GraphBuilder } from '../network/graph-builder';
export {
  filesOfModel,
  fixtureArchitecture,
  fixtureManifest,
  modelFiles,
  readerOf,
  type ModelFiles,
} from './model-fixture';
export { cosine, largestDifference } from './network-fixture';
export { runPlain } from './plain-network';
export { randomWeights } from './random-weights';
export {
  brightnessSegmenter,
  segmentationFixtureManifest,
  segmentationModelFiles,
} from './segmentation-fixture';
export { volumeFixtureManifest } from './volume-fixture';
export { viewClassifierFiles, viewClassifierManifest } from './view-classifier-fixture';
export {
  meanSession,
  onnxFile,
  onnxManifest,
  onnxSegmentationManifest,
  thresholdSession,
} from './onnx-fixture';
