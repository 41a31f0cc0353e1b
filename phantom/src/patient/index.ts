export { drawPatient, type PhantomPatient } from './draw-patient';
export { labelDefinitions } from './labels';
