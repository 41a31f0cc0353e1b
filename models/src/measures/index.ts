/** Measures of delineated structures: plain geometry and curves, no tensors and no DICOM. */
export {
  structureNames,
  type HeartStructure,
  type StructureName,
} from '../segmentation/structures';
export { findAnnulus, type Annulus, type Neighbours } from './annulus';
export { fractionPercent, type Beat } from './beats/beat';
export {
  beatsIn,
  beatsShown,
  findBeats,
  momentsNotShown,
  type BeatAnalysis,
  type BeatNote,
  type NoBeat,
  type PartOfBeat,
  type Spread,
  type VolumeCurve,
  type WholeBeats,
} from './beats/find-beats';
export {
  carriedTo,
  drawnContours,
  startingContour,
  type ContourEdits,
  type DrawnContour,
  type EditedContour,
  type MovedMoments,
} from './edits/contour-edits';
export {
  apexControl,
  apexOf,
  controlCount,
  controlPoints,
  controlsPerSide,
  editableContour,
  hingesOf,
  moveControls,
  type EditableContour,
  type EditableStructure,
} from './edits/editable-contour';
export { median } from './beats/local-regression';
export { chamberSize, type ChamberSize } from './chamber-size';
export { contourArea, contourOf, type StructureContour } from './contour';
export {
  fieldsOfLabels,
  fieldsOfLogits,
  type StructureField,
  type StructureFields,
} from './structure-field';
export { gridUnits, type GridScale } from './grid-scale';
export { mapse, type Mapse } from './mapse';
export { midpoint } from './polygon-measures';
export { measureClip, type BeatMeasures, type ClipFrames, type ClipMeasures } from './measure-clip';
export {
  isMeasured,
  measureFrame,
  type AtriumMeasures,
  type FrameMeasures,
  type FrameReading,
  type UnmeasuredFrame,
} from './measure-frame';
export {
  clipQuality,
  lengthShares,
  type ClipQuality,
  type QualityCriterion,
  type RatedClip,
} from './quality/clip-quality';
export { frameQuality, type FrameQuality } from './quality/frame-quality';
export {
  judgeQuality,
  type Impossible,
  type QualityGrade,
  type QualityJudgement,
  type QualityLimits,
  type QualityReason,
  type QualityThresholds,
} from './quality/judge-quality';
export { contourJitter } from './quality/steadiness';
