import type { NaturalizedDataset } from '@echonet/dicom';
import { en } from '../strings/en';
import { reportOfReading, type AutomaticReading } from './automatic-reading';
import { automaticCaptureSeries } from './automatic-series';
import { secondaryCapture, type Capture } from './capture/secondary-capture';
import { readSourceInstance } from './dicom/source-instance';
import { remarksOf } from './remarks';

export interface AutomaticCapture extends Pick<
  Capture,
  'frames' | 'Rows' | 'Columns' | 'frameNumbers'
> {
  readonly reading: AutomaticReading;
  /** Of the clip that it shows, naturalised. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly SOPInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly seriesNumber: number;
  /** From 1; of the clip among those of the reading. */
  readonly number: number;
}

/** Between end-diastole and end-systole, so that a player shows each long enough to look at it. */
const frameTimeMs = 1000;

/**
 * A multi-frame Secondary Capture of frames with the contours that a network drew, which no reader has
 * accepted.
 *
 * @throws SourceProblem for a header that cannot be cited
 */
export function automaticCapture(parts: AutomaticCapture): NaturalizedDataset {
  const { reading, header, seriesNumber, SOPInstanceUID, SeriesInstanceUID, number } = parts;
  const { frames, Rows, Columns, frameNumbers } = parts;
  const report = reportOfReading(reading);
  const source = readSourceInstance(header);
  const [{ model }] = report.measured;
  const { id, version, name, sha256 } = model;
  return {
    ...secondaryCapture(
      {
        ...{ frames, Rows, Columns, frameNumbers, frameTimeMs },
        date: reading.date,
        model: `${id} ${version}`,
        softwareVersion: report.softwareVersion,
        derivation:
          `End-diastole and end-systole of one beat, with contours that ${name} (${id} ${version}, SHA-256 ` +
          `${sha256}) drew; no reader has checked them.`,
        remarks: remarksOf(report, en),
      },
      source,
      { seriesNumber, seriesDescription: automaticCaptureSeries },
    ),
    SOPInstanceUID,
    SeriesInstanceUID,
    InstanceNumber: number,
  };
}
