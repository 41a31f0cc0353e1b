import { readAvi } from '../sources/echonet-dynamic';
import type { MovingImage } from './prepare-clip';

/** Assumed when the video has no frame rate, as for a DICOM cine. */
const assumedFrameTimeMs = 1000 / 30;

/** @throws Error as readAvi does */
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
