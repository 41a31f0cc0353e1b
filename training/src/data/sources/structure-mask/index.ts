export { checkOrientation } from './check-orientation';
export { measuredLabels } from './measured-labels';
export { areaOfCode, codesAt, toCodes, type StructureMask } from './structure-mask';
