export { drawPatient } from './draw-patient';
export { labelDefinitions } from './labels';
export type { PhantomPatient, ReliefWave } from './phantom-patient';
