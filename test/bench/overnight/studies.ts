import { encodeCine } from '@echonet/dicom/node';
import { simulateCine, type PhantomView } from '@echonet/phantom';

/** Placeholders of equal length in the headers of templates. */
const [studyNumber, clipNumber] = ['900001', '900002'];
const root = '1.2.826.0.1.3680043.10';

export interface ClipTemplate {
  readonly header: string;
  readonly pixels: Uint8Array;
}

export interface TemplateSettings {
  readonly seed: number;
  readonly view: PhantomView;
  readonly Rows: number;
  readonly Columns: number;
  /** Frames that are simulated; they repeat up to `frameCount`. */
  readonly simulated: number;
  readonly frameCount: number;
  /** ms */
  readonly frameTimeMs: number;
}

/** A JPEG clip whose copies differ in their UIDs alone, which is quick to make. */
export async function clipTemplate(settings: TemplateSettings): Promise<ClipTemplate> {
  const { seed, view, Rows, Columns, simulated, frameCount, frameTimeMs } = settings;
  const { frames, samplesPerPixel, attributes } = simulateCine({
    ...{ seed, index: 0, leadShare: 0, view, take: 0 },
    format: { Rows, Columns, frameCount: simulated, frameTimeMs },
  });
  const StudyInstanceUID = `${root}.${studyNumber}`;
  const file = Buffer.from(
    await encodeCine({
      frames: Array.from({ length: frameCount }, (_, i) => frames[i % frames.length]),
      ...{ samplesPerPixel, Rows, Columns },
      transferSyntax: 'jpeg-baseline',
      attributes: {
        ...attributes,
        StudyDate: today(),
        StudyInstanceUID,
        SeriesInstanceUID: `${StudyInstanceUID}.1`,
        SOPInstanceUID: `${StudyInstanceUID}.${clipNumber}`,
      },
    }),
  );
  const pixels = file.indexOf('e07f1000', 'hex');
  return { header: file.subarray(0, pixels).toString('latin1'), pixels: file.subarray(pixels) };
}

export interface BenchStudy {
  readonly StudyInstanceUID: string;
  readonly StudyDate: string;
  /** Part 10, by clip. */
  readonly files: readonly Uint8Array[];
}

/** @param number below 100,000 */
export function studyOf(number: number, clips: readonly ClipTemplate[]): BenchStudy {
  const ofStudy = String(100_000 + number);
  return {
    StudyInstanceUID: `${root}.${ofStudy}`,
    StudyDate: today(),
    files: clips.map(({ header, pixels }, i) =>
      Buffer.concat([
        Buffer.from(
          header.replaceAll(studyNumber, ofStudy).replaceAll(clipNumber, String(100_000 + i)),
          'latin1',
        ),
        pixels,
      ]),
    ),
  };
}

function today(): string {
  return new Date().toISOString().slice(0, 10).replaceAll('-', '');
}
