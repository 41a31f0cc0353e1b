import type { FrameTimes } from '@echonet/dicom';
import type { DecodedVideo } from './decode-video';

/** Part by which two frame intervals may differ without a note: headers round. */
const tolerance = 0.02;

/**
 * What the stream of a video says otherwise than the header, which the frame times are taken from; full
 * sentences.
 */
export function videoNotes(
  { frames, timesMs, isLonger }: Pick<DecodedVideo, 'frames' | 'timesMs' | 'isLonger'>,
  NumberOfFrames: number,
  times: FrameTimes | undefined,
): string[] {
  const notes: string[] = [];
  if (isLonger || frames.length < NumberOfFrames) {
    notes.push(
      `The video holds ${isLonger ? `more than ${NumberOfFrames}` : frames.length} frames, the header ` +
        `says ${NumberOfFrames}.`,
    );
  }
  const ofStream = intervalMs(timesMs);
  const ofHeader = intervalMs(times?.timesMs.slice(0, timesMs.length) ?? []);
  if (ofStream > 0 && ofHeader > 0 && Math.abs(ofStream / ofHeader - 1) > tolerance) {
    notes.push(
      `The video shows a frame every ${ofStream.toFixed(1)} ms, the header says ` +
        `${ofHeader.toFixed(1)} ms${times?.source === 'assumed' ? ' (assumed)' : ''}, which is used.`,
    );
  }
  return notes;
}

/** Mean interval; 0 with fewer than two frames. */
function intervalMs(timesMs: readonly number[]): number {
  return timesMs.length < 2 ? 0 : (timesMs[timesMs.length - 1] - timesMs[0]) / (timesMs.length - 1);
}
