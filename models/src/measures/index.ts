/** Measures of delineated structures: plain geometry and curves, no tensors and no DICOM. */
export {
  structureNames,
  type HeartStructure,
  type StructureName,
} from '../segmentation/structures';
export { findAnnulus, type Annulus, type Neighbours } from './annulus';
export { type Beat } from './beats/beat';
export {
  findBeats,
  type BeatAnalysis,
  type BeatNote,
  type NoBeat,
  type PartOfBeat,
  type Spread,
  type VolumeCurve,
  type WholeBeats,
} from './beats/find-beats';
export { chamberSize, type ChamberSize } from './chamber-size';
export { contourArea, contourOf, type StructureContour } from './contour';
export {
  fieldsOfLabels,
  fieldsOfLogits,
  type StructureField,
  type StructureFields,
} from './structure-field';
