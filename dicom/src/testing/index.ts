export { fixtureFrames, makeInstance, nestedSequence, withJfif } from './dicom-fixture';
export type { FixtureElement, FixtureOptions } from './dicom-fixture';
export { coded, container, datasetOf, num, reportDataset, reportFile } from './report-fixture';
export { samplePath } from './samples';
