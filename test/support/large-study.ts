import { encodeCine } from '@echonet/dicom/node';
import { simulateCine } from '@echonet/phantom';

const format = { Rows: 96, Columns: 128, frameCount: 10, frameTimeMs: 20 };
const clipsInSeries = 10;

/** Placeholders of four digits in the template's header for the number of a clip and of its series. */
const [clipNumber, seriesNumber] = ['9001', '9002'];

export interface LargeStudy {
  readonly StudyInstanceUID: string;
  /** Part 10. */
  readonly files: readonly Uint8Array[];
  /** Size of a decoded frame. */
  readonly bytesPerFrame: number;
}

/**
 * A study of clips that repeat the same ten simulated frames and differ in their UIDs and numbers
 * alone, which is quick to make.
 *
 * @param clipCount below 9000
 * @param frameCount frames of each clip, 20 ms each
 */
export async function largeStudy(clipCount: number, frameCount: number): Promise<LargeStudy> {
  const StudyInstanceUID = '2.25.4711';
  const { frames, samplesPerPixel, attributes } = simulateCine({
    seed: 5,
    index: 0,
    leadShare: 0,
    view: 'A4C',
    take: 0,
    format,
  });
  const template = await encodeCine({
    frames: Array.from({ length: frameCount }, (_, i) => frames[i % frames.length]),
    samplesPerPixel,
    Rows: format.Rows,
    Columns: format.Columns,
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
