export { checkOrientation } from './check-orientation';
export { centroidOf, codesAt, toCodes, type StructureMask } from './structure-mask';
