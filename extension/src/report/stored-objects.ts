/** What a reader stores or sends, and dcmjs, which encodes it: loaded when a reader does so. */
export { encodePart10 } from '@echonet/dicom/part10';
export { acceptedReport } from './earlier/accept-report';
export { captureOverlay } from './capture/capture-overlay';
export { secondaryCapture } from './capture/secondary-capture';
export { reportBundle } from './fhir/report-bundle';
export { sendBundle } from './fhir/send-bundle';
export { procedureReport } from './procedure-report/procedure-report';
export { encapsulatedPdf } from './pdf/encapsulated-pdf';
export { structuredReport } from './sr/structured-report';
