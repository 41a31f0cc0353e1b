import { readAvi } from '../sources/echonet-dynamic';
import type { MovingImage } from './prepare-clip';

/** Of a video that does not say, as for a DICOM cine. */
const assumedFrameTimeMs = 1000 / 30;

/** A Motion JPEG AVI as a moving image. @throws Error as readAvi does */
export function aviClip(content: Uint8Array): MovingImage {
  const video = readAvi(content);
  const frameTimeMs = video.frameTimeMs ?? assumedFrameTimeMs;
  return {
    times: {
      timesMs: Array.from({ length: video.NumberOfFrames }, (_, index) => index * frameTimeMs),
      source: video.frameTimeMs === undefined ? 'assumed' : 'FrameTime',
      notes: [],
    },
    regions: [],
    frame: (index) => video.frame(index),
  };
}
