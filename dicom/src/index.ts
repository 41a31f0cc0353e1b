export { clipName, readClipHeader } from './clip/clip-header';
export type { ClipHeader, UltrasoundRegion } from './clip/clip-header';
export { assessClip } from './clip/eligibility';
export type { ClipEligibility } from './clip/eligibility';
export { frameTimes } from './clip/frame-times';
export type { FrameTimes } from './clip/frame-times';
export { codeSequence, coded, container, num, uidReference, written } from './sr/content-item';
export type { Item, WrittenCode } from './sr/content-item';
