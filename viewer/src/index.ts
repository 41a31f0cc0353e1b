export { describeInstance } from './archive/dicom/instance';
export { npmCommand } from './npm';
export { contentPolicies, isHostWorker } from './ohif/content-policy';
export { fetchOhif, ohifVersions } from './ohif/fetch-ohif';
export { defaultFolders, startViewer } from './server';
export type { RunningViewer, ViewerOptions } from './server';
