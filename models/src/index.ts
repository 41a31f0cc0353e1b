export * from './image';

// sampling
export {
  sampleFrames,
  type ClipTimes,
  type SampledFrames,
  type SamplingGrid,
} from './sampling/sampling';

// contract of a network that is an ONNX file
export { contractCrop, contractImage, contractImageOfGreyValues } from './contract/contract-image';
export {
  inputSchema,
  maskInputSchema,
  maskSchema,
  nominalIntervalMs,
  outputsSchema,
  type FrameContract,
  type ImageContract,
  type OnnxNetwork,
} from './contract/contract-schema';
export { frameFormat, frameImage, networkSector, type FrameFormat } from './contract/frame-image';
export { frameWindows, type FrameWindows } from './contract/frame-windows';
export type { NetworkClip } from './contract/network-clip';
export { valueCount, type OutputTensor } from './contract/output-values';

// inference
export { beatValues, type BeatValues, type ChamberCurves } from './inference/clip-volumes';
export { checkView } from './inference/check-view';
export { classifyView, type ViewClass, type ViewPrediction } from './inference/classify-view';
export { turnNote, type RecognisedView } from './inference/recognise-view';
export type {
  ClipPredictor,
  PredictionControl,
  PredictionProgress,
  SampledClip,
} from './inference/clip-predictor';
export { clipPredictor, frameByFrame, viewPredictor } from './inference/frame-by-frame';
export { interval90 } from './inference/interval90';
export { poolPredictions } from './inference/pool-predictions';
export {
  imageGreyValues,
  predictFrame,
  predictFrames,
  valueOfLogit,
  type FramePrediction,
} from './inference/predict-frame';
export { predictWindow, summariseWindows } from './inference/predict-window';
export { rateQuality } from './inference/rate-quality';
export {
  needsAllFrames,
  needsScale,
  summariseClip,
  type ClipFacts,
  type ClipPrediction,
  type ClipTaskPrediction,
} from './inference/summarise-clip';

// model
export { decodeWeights } from './model/decode-weights';
export {
  enginePlanFileName,
  type EnginePlan,
  type FileNumbers,
  type FileWeights,
} from './model/engine-plan';
export { createEngineSession, preferEngine } from './model/engine-session';
export { loadAnyModel, loadModel, type LoadOptions, type Model } from './model/load-model';
export {
  parseManifest,
  type FrameVolume,
  type PixelExponent,
  type InputContract,
  type Manifest,
  type NetworkManifest,
  type PatientSet,
  type Task,
  type TaskCode,
  type TaskEvaluation,
} from './model/manifest';
export { refuseWrongHash, type LoadProgress, type ReadModelFile } from './model/model-reader';
export {
  blackOf,
  isOnnxManifest,
  isOnnxModel,
  loadReadingModel,
  madeAnswer,
  windowValues,
  type OnnxManifest,
  type OnnxModel,
} from './model/onnx-model';
export {
  onnxFileName,
  relativeDifference,
  type CreateSession,
  type OnnxSession,
} from './model/onnx-session';
export {
  loadSegmentationModel,
  madeMask,
  type SegmentationModel,
} from './model/segmentation-model';
export {
  manifestFileName,
  ModelRefusal,
  mostFileBytes,
  type Provenance,
} from './model/manifest-fields';
export { modelHash } from './model/model-hash';
export {
  parseAnyManifest,
  parseSegmentationManifest,
  type AnyManifest,
  type MeasureCalibration,
  type SegmentationInput,
  type SegmentationManifest,
} from './model/segmentation-manifest';
export { hasLearnedView, joinedView, otherViewReason } from './model/read-view';
export type { WeightGroup } from './model/weight-groups';

// network
export { architectureTitle, buildGraph, type Architecture } from './network/architecture';
export {
  foldWeights,
  type ConvWeights,
  type NetworkWeights,
  type Standardisation,
  type WeightValues,
} from './network/folding';
export {
  batchNormEpsilon,
  batchNormName,
  multiplyAccumulates,
  parameterCount,
  weightShapes,
  type ConvNode,
  type DenseNode,
  type FeatureShape,
  type GraphNode,
  type MaxPoolNode,
  type NetworkGraph,
  type WeightShape,
} from './network/graph';
export { smallestInputSize } from './network/inception-resnet-v1';
export { imageCount, refuseOtherOutput, type CreateNetwork, type Network } from './network/network';
export {
  residualEncoderWithStructures,
  structureMapsNode,
  type ResidualEncoder,
} from './network/residual-encoder';
export { createTensorNetwork } from './network/tensor-network';
export { upsampled, upsampleGradient } from './network/upsample';
export {
  outputLength,
  readsOf,
  type CreateWindowNetwork,
  type WindowAxis,
  type WindowConcat,
  type WindowConv,
  type WindowGraph,
  type WindowMaxPool,
  type WindowNetwork,
  type WindowOperation,
  type WindowShape,
  type WindowTransposedConv,
  type WindowWeights,
} from './network/window-graph';

// saliency
export { computeSaliency } from './saliency/compute-saliency';
export {
  saliencyDefaults,
  saliencyMethods,
  type SaliencyMethod,
  type SaliencySettings,
} from './saliency/methods';
export { windowOcclusion } from './saliency/window-occlusion';
export type { SaliencyControl } from './saliency/saliency-map';

// segmentation
export {
  clipValues,
  perArea,
  type ClipValue,
  type ClipValueId,
  type ClipValues,
  type EditableMeasure,
} from './segmentation/clip-values';
export {
  contourMeasures,
  type ContourMeasure,
  type ContourMeasureId,
} from './segmentation/contour-measures';
export { cutAtriumNote } from './segmentation/cut-atrium';
export { labelMap, type LabelledImage } from './segmentation/label-map';
export type { LogitMaps } from './segmentation/logit-maps';
export {
  measureEditedClip,
  type EditedClip,
  type FoundClip,
} from './segmentation/measure-edited-clip';
export {
  averagedClips,
  clipsOfLeftVentricle,
  isOfLeftVentricle,
} from './segmentation/ventricle-of-clips';
export { poolMeasures, unitOfMean } from './segmentation/pool-measures';
export {
  judgeClip,
  measureSegmentedClip,
  type ClipFindings,
  type SegmentedClip,
} from './segmentation/measure-segmented-clip';
export {
  segmentClip,
  type ClipToSegment,
  type SegmentationControl,
  type SegmentationProgress,
  type SegmentedFrame,
} from './segmentation/segment-clip';
export {
  anatomyNames,
  lackOf,
  viewDoubtOf,
  type Anatomy,
  type ViewDoubt,
} from './segmentation/missing-anatomy';
export { segmentFrames, type SegmentationNetwork } from './segmentation/segment-frames';
export { standardisedImage } from './segmentation/standardised-image';
export { structureNames, type StructureName } from './segmentation/structures';
