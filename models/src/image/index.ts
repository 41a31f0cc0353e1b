/** Pixels alone: no tensors, so that it can be imported without loading TensorFlow.js. */
export { ClipRefusal } from './clip-refusal';
export { luma } from './colour';
export { misreadColour } from './colour-misread';
export { fitFan, type Fan } from './fan';
export { toFramePixels, type DecodedFrame, type FramePixels } from './frame-pixels';
export type { ImagePoint } from './image-point';
export { isTurned, notTurned, turnImage, type ImageTurn } from './image-turn';
export { imageQuality, type ImageQuality } from './image-quality';
export { locateSector } from './locate-sector';
export { pixelMap, type PixelMap } from './pixel-map';
export { prepareImage, type ImageFormat, type NetworkImage } from './preparation';
export { resize, resizeAxis, type ResizeAxis } from './resize';
export {
  occludeSector,
  sectorContains,
  turnedSector,
  type Crop,
  type ProbeSide,
  type Sector,
} from './sector';
export { sectorMask } from './sector-mask';
export {
  overlaps,
  regionBoxes,
  type RegionBoxes,
  type UltrasoundRegion,
} from './ultrasound-region';
export { upsampleChroma, ybrToRgb } from './ybr';
export { rasterize, type SampleGrid } from './polygon';
