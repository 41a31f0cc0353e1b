export type { NaturalizedDataset } from './dataset';

// clips
export { clipName, NoImageRefusal, readClipHeader } from './clip/clip-header';
export type { ClipHeader } from './clip/clip-header';
export { assessClip } from './clip/eligibility';
export type { ClipEligibility } from './clip/eligibility';
export { frameTimes } from './clip/frame-times';
export type { FrameTimes } from './clip/frame-times';
export {
  credibleAspect,
  mmPerSquarePixel,
  physicalScale,
  pixelAspect,
  scaleDoubt,
} from './clip/physical-scale';
export type { PhysicalScale, PhysicalScaleAnswer } from './clip/physical-scale';
export type { FrameDecoder } from './clip/pixel-format';
export { isSimulatedBy } from './clip/simulated';
export { stressStage } from './clip/stress-stage';
export { viewOf } from './clip/view-code';

// structured reports
export { DCM, LN, RFC5646, SCT, ucum, UMLS } from './sr/codes';
export { pendingGraphics } from './sr/bulk-graphics';
export { codeId, codeSequence, coding, isCode, readCode } from './sr/coding';
export type { Code } from './sr/coding';
export { findItem, readContentTree } from './sr/content-tree';
export type { ContentItem } from './sr/content-tree';
export { contourRegion, contourRegions } from './sr/contour-regions';
export type { ContourRegion } from './sr/contour-regions';
export { chooseValues } from './sr/measurements/choose-values';
export type { StudyValues } from './sr/measurements/choose-values';
export type { ChosenValue } from './sr/measurements/choose-value';
export type { Method } from './sr/measurements/method';
export { readMeasurements } from './sr/measurements/read-measurements';
export type { ReportedMeasurement } from './sr/measurements/reported-measurement';
export { volumeContradiction, volumeTaskIds } from './sr/measurements/volume-contradiction';
export { ECHONET, ownScheme } from './sr/own-codes';
export { graphicNumbers } from './sr/references';
export type { Graphic, ReadReference } from './sr/references';
export {
  closedPolylineItem,
  codeItem,
  containerItem,
  imageItem,
  numericItem,
  personNameItem,
  rootContainer,
  textItem,
  uidReferenceItem,
} from './sr/value-types';
export type { Quantity, ReferencedFrames, Relationship, WrittenItem } from './sr/value-types';

// UIDs
export { isUid } from './uid/is-uid';
export { newUid } from './uid/new-uid';
export { implementationClassUid, software } from './uid/software';
export { SopClass } from './uid/sop-class';
export {
  frameMediaType,
  isJpip,
  isNative,
  isVideo,
  TransferSyntax,
  videoCodec,
} from './uid/transfer-syntax';

// values
export { dicomDateTime } from './values/date-time';
export { decimalString } from './values/decimal-string';
export { toEvenLength } from './values/even-length';
export { readPatientAttributes } from './values/patient-attributes';
export { firstNumber, firstText, sequenceItems } from './values/read-values';

// answers of archives
export { AnswerTooLongError, readAnswer, readAnswerText } from './web/read-answer';
