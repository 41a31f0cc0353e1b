export { chooseLabels, type StudyLabels, type StudyReport } from './choose-labels';
export { readPatientAttributes } from './patient-attributes';
export { readMeasurements } from './read-measurements';
export type { ReportedMeasurement } from './reported-measurement';
