export { checkOrientation } from './check-orientation';
export { measuredLabels } from './measured-labels';
export { centroidOf, codesAt, toCodes, type StructureMask } from './structure-mask';
