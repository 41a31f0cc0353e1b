/** DICOM objects for the archive and dcmjs, which encodes them: loaded when a reader stores one. */
export { encodePart10 } from '@echonet/dicom/part10';
export { captureOverlay } from './capture/capture-overlay';
export { secondaryCapture } from './capture/secondary-capture';
export { structuredReport } from './sr/structured-report';
