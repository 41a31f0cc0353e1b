export { drawPatient, type PatientOptions, type PhantomPatient } from './draw-patient';
export { labelDefinitions } from './labels';
