import { encodeCine } from '@echonet/dicom/node';
import { simulateCine } from '@echonet/phantom';

const format = { Rows: 96, Columns: 128, frameCount: 10, frameTimeMs: 20 };
const clipsInSeries = 10;

/** Four digits of a name that stand for the number of a clip, and of its series. */
const [clipNumber, seriesNumber] = ['9001', '9002'];

/** A study of many long clips. */
export interface LargeStudy {
  readonly StudyInstanceUID: string;
  /** Part 10. */
  readonly files: readonly Uint8Array[];
  /** Decoded, as the viewer holds them. */
  readonly bytesPerFrame: number;
}

/**
 * Ten simulated frames over and over, in clips that differ in their names alone: quick to make,
 * however many there are.
 *
 * @param clipCount below 9000
 * @param frameCount of each clip, 20 ms a frame
 */
export async function largeStudy(clipCount: number, frameCount: number): Promise<LargeStudy> {
  const StudyInstanceUID = '2.25.4711';
  const { frames, samplesPerPixel, attributes } = simulateCine({
    ...{ seed: 5, index: 0, leadShare: 0, view: 'A4C', take: 0 },
    format,
  });
  const template = await encodeCine({
    frames: Array.from({ length: frameCount }, (_, i) => frames[i % frames.length]),
    samplesPerPixel,
    ...{ Rows: format.Rows, Columns: format.Columns },
    transferSyntax: 'jpeg-baseline',
    attributes: {
      ...attributes,
      StudyInstanceUID,
      SeriesInstanceUID: `${StudyInstanceUID}.${seriesNumber}`,
      SOPInstanceUID: `${StudyInstanceUID}.${clipNumber}.1`,
      SeriesDescription: `Echo ${seriesNumber}`,
      InstanceNumber: clipNumber,
      SeriesNumber: seriesNumber,
    },
  });
  const pixels = Buffer.from(template).indexOf('e07f1000', 'hex');
  const header = Buffer.from(template.subarray(0, pixels)).toString('latin1');
  const files = Array.from({ length: clipCount }, (_, i) => {
    const own = header
      .replaceAll(clipNumber, String(1000 + i))
      .replaceAll(seriesNumber, String(1000 + Math.floor(i / clipsInSeries)));
    return Buffer.concat([Buffer.from(own, 'latin1'), template.subarray(pixels)]);
  });
  return { StudyInstanceUID, files, bytesPerFrame: frames[0].length };
}
