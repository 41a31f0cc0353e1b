export { fixtureFrames, makeInstance, nestedSequence } from './dicom-fixture';
export type { FixtureOptions } from './dicom-fixture';
