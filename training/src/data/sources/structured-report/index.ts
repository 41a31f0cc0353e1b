export { readPatientAttributes } from './patient-attributes';
export { readMeasurements } from './read-measurements';
