export { fixtureFrames, makeInstance } from './dicom-fixture';
export type { FixtureOptions } from './dicom-fixture';
