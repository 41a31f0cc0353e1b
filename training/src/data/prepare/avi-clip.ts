import { areaOf, readAvi, tracedCodes, type Tracing } from '../sources/echonet-dynamic';
import type { FrameKnowledge } from './frame-knowledge';
import type { MovingImage } from './prepare-clip';

/** Assumed when the video has no frame rate, as for a DICOM cine. */
const assumedFrameTimeMs = 1000 / 30;

/**
 * @param tracings of the left ventricle; the largest is that of end-diastole
 * @throws Error as readAvi does, or when a traced frame is not in the video
 */
export function aviClip(content: Uint8Array, tracings: readonly Tracing[] = []): MovingImage {
  const video = readAvi(content);
  const frameTimeMs = video.frameTimeMs ?? assumedFrameTimeMs;
  checkTracings(tracings, video);
  return {
    times: {
      timesMs: Array.from({ length: video.NumberOfFrames }, (_, index) => index * frameTimeMs),
      source: video.frameTimeMs === undefined ? 'assumed' : 'FrameTime',
      notes: [],
    },
    regions: [],
    frame: (index) => video.frame(index),
    ...(tracings.length > 0 && structuresOf(tracings)),
  };
}

/** Pixels that a tracing may lie outside of the video, by rounding. */
const mostOvershoot = 2;

function checkTracings(
  tracings: readonly Tracing[],
  { NumberOfFrames, Rows, Columns }: ReturnType<typeof readAvi>,
): void {
  for (const { frame, outline } of tracings) {
    if (frame >= NumberOfFrames) {
      throw new Error(
        `VolumeTracings.csv traces frame ${frame}, and the video has ${NumberOfFrames} frames (0 to ${NumberOfFrames - 1}).`,
      );
    }
    const isInside = outline.every(
      ({ x, y }) =>
        x >= -mostOvershoot &&
        y >= -mostOvershoot &&
        x <= Columns + mostOvershoot &&
        y <= Rows + mostOvershoot,
    );
    if (!isInside) {
      throw new Error(
        `VolumeTracings.csv traces frame ${frame} outside of the video (${Columns} x ${Rows} pixels).`,
      );
    }
  }
}

function structuresOf(tracings: readonly Tracing[]): FrameKnowledge {
  const byFrame = new Map(tracings.map((tracing) => [tracing.frame, tracing]));
  const [largest, ...others] = [...tracings].sort((a, b) => areaOf(b.outline) - areaOf(a.outline));
  return {
    structures: (index, points) => tracedCodes(byFrame.get(index)!, points),
    labelledFrames: [...byFrame.keys()],
    structuresLeaveSector: true,
    // One traced frame alone does not say which phase it is.
    ...(others.length > 0 && { edFrame: largest.frame, esFrame: others.at(-1)!.frame }),
  };
}
