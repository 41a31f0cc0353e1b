export { chooseLabels, type StudyLabels } from './choose-labels';
export { readPatientAttributes } from './patient-attributes';
export { readMeasurements } from './read-measurements';
export type { ReportedMeasurement } from './reported-measurement';
