export { findWebGl } from './inference/backends/webgl';
export { findWebGpu } from './inference/backends/webgpu';
export type { InferenceWorker } from './inference/protocol';
export { secondaryCapture } from './report/capture/secondary-capture';
export { reportBundle } from './report/fhir/report-bundle';
export { automaticHeader, automaticReadingForTests } from './report/earlier/testing';
export { encapsulatedPdf } from './report/pdf/encapsulated-pdf';
export { pdfForTests } from './report/pdf/testing';
export { procedureReport } from './report/procedure-report/procedure-report';
export { structuredReport } from './report/sr/structured-report';
export {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  sourcesForTests,
} from './report/testing';
