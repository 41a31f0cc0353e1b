export { findCamus, type CamusView } from './find-camus';
export {
  readLabelledFrames,
  camusLabelledStructures,
  type LabelledFrames,
} from './labelled-frames';
export { findPatientFiles, type PatientFiles } from './patient-files';
export { readSubgroups } from './subgroups';
export { readInfo } from './info';
