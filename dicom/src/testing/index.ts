export { fixtureFrames, makeInstance, nestedSequence, withJfif } from './dicom-fixture';
export type { FixtureElement, FixtureOptions } from './dicom-fixture';
export { samplePath } from './samples';
