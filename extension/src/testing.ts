export { findWebGl } from './inference/backends/webgl';
export { findWebGpu } from './inference/backends/webgpu';
export type { InferenceWorker } from './inference/protocol';
export { secondaryCapture } from './report/capture/secondary-capture';
export { encodePart10, transferSyntax } from './report/dicom/part10';
export { structuredReport } from './report/sr/structured-report';
export { decisionForTests, reportForTests, sourcesForTests } from './report/testing';
