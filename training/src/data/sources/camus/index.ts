export { findCamus, type CamusFolder, type CamusView } from './find-camus';
export {
  readLabelledFrames,
  camusLabelledStructures,
  type LabelledFrames,
} from './labelled-frames';
export { findPatientFiles, type CamusFiles, type PatientFiles } from './patient-files';
export { readSubgroups } from './subgroups';
export { readInfo, type CamusInfo } from './info';
