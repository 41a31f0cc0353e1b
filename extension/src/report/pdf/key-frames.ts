import type { ImagePoint } from '@echonet/models';
import type { Moment } from '../../contours/moments';
import { acceptedResults, type MeasuredClip } from '../measured-clip';
import type { Report, ReportedClip } from '../report';

/** A frame that a report shows, cropped to the scan sector. */
export interface WantedFrame {
  readonly clip: ReportedClip;
  /** 1-based */
  readonly frameNumber: number;
  /** Absent where no contours were accepted. */
  readonly moment?: Moment;
}

export interface KeyFrame extends WantedFrame {
  readonly jpeg: Uint8Array;
  /** Of the image, in pixels of the clip's. */
  readonly crop: Crop;
}

interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * End-diastole and end-systole of each clip in which the reader accepted what was measured, else the first
 * frame that was read.
 */
export function wantedFrames(report: Report): WantedFrame[] {
  return report.clips.flatMap((clip): WantedFrame[] => {
    const frames = (acceptedOf(report, clip)?.contours ?? []).flatMap(
      ({ structure, moment, frameNumber }) =>
        structure === 'LV' && moment ? [{ clip, frameNumber, moment }] : [],
    );
    return frames.length > 0 ? frames : [{ clip, frameNumber: clip.frameNumbers[0] }];
  });
}

/** What was measured in a clip, as far as the reader accepted any of it. */
export function acceptedOf(
  { measured }: Pick<Report, 'measured'>,
  { SOPInstanceUID }: Pick<ReportedClip, 'SOPInstanceUID'>,
): MeasuredClip | undefined {
  return measured.find(
    (each) => each.SOPInstanceUID === SOPInstanceUID && acceptedResults(each).length > 0,
  );
}

/** The smallest part of an image with the whole sector. */
export function cropOf(
  outline: readonly ImagePoint[],
  { Rows, Columns }: { readonly Rows: number; readonly Columns: number },
): Crop {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const x = within(Math.floor(Math.min(...xs)), Columns - 1);
  const y = within(Math.floor(Math.min(...ys)), Rows - 1);
  return {
    x,
    y,
    width: Math.max(1, within(Math.ceil(Math.max(...xs)), Columns) - x),
    height: Math.max(1, within(Math.ceil(Math.max(...ys)), Rows) - y),
  };
}
