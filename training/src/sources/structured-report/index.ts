export { readPatientAttributes } from './patient-attributes';
export type { PatientAttributes } from './patient-attributes';
export type { ReportLabel } from './choose-label';
export { readMeasurements } from './read-measurements';
export type { ReportReading } from './read-measurements';
