import { TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import { automaticCapture, type AutomaticReading } from '@echonet/ohif-extension/automatic-report';
import { contourImage } from '../drawing/contour-image';
import { jpegOf } from '../drawing/jpeg';
import { sectorImage } from '../drawing/sector-image';
import type { ClipFrames } from './clip-frames';

/** UIDs and the Series Number of a new object. */
export interface ObjectPlace {
  readonly SOPInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly seriesNumber: number;
}

interface NewObject {
  readonly dataset: NaturalizedDataset;
  readonly transferSyntaxUID: string;
}

/** What images are made of. */
export interface ReadFrames {
  readonly reading: AutomaticReading;
  /** By SOP Instance UID. */
  readonly frames: ReadonlyMap<string, ClipFrames>;
  /** Headers of the clips, naturalised. */
  readonly headers: readonly Readonly<Record<string, unknown>>[];
  /** Of the PDF, a BCP 47 tag; English unless given. */
  readonly language?: string;
}

/**
 * The report as Encapsulated PDF. jsPDF is loaded for it.
 *
 * @returns undefined where no value is left to report
 */
export async function pdfObject(
  { reading, frames, headers, language }: ReadFrames,
  place: ObjectPlace,
): Promise<NewObject | undefined> {
  const { automaticPdf, cropOf } = await import('@echonet/ohif-extension/automatic-pdf');
  const clips = new Map(reading.clips.map((clip) => [clip.SOPInstanceUID, clip]));
  const dataset = await automaticPdf({
    ...{ reading, headers, language, ...place },
    async draw({ SOPInstanceUID, frameNumber }) {
      const frame = frames.get(SOPInstanceUID)?.get(frameNumber);
      const outline = clips.get(SOPInstanceUID)?.sectorOutline ?? [];
      if (!frame || outline.length === 0) {
        return undefined;
      }
      const { Rows, Columns } = frame;
      return {
        Rows,
        Columns,
        jpeg: await jpegOf(sectorImage(frame, outline, cropOf(outline, frame))),
      };
    },
  });
  return dataset && { dataset, transferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian };
}

const moments = { ED: 'End-diastole', ES: 'End-systole' } as const;

/**
 * End-diastole and end-systole of a clip with their contours, as a Secondary Capture.
 *
 * @param clip its SOP Instance UID
 * @returns undefined where the clip has no contours, or not their frames any more
 */
export async function captureObject(
  { reading, frames, headers }: ReadFrames,
  clip: string,
  place: ObjectPlace,
): Promise<NewObject | undefined> {
  const index = reading.clips.findIndex(({ SOPInstanceUID }) => SOPInstanceUID === clip);
  const contours = reading.clips.at(index)?.contours;
  const header = headers.find(({ SOPInstanceUID }) => SOPInstanceUID === clip);
  const { segmentation } = reading;
  const shown = (contours?.contours ?? [])
    .flatMap(({ structure, moment, frameNumber }) =>
      structure === 'LV' && moment ? [{ moment, frameNumber }] : [],
    )
    .sort((a, b) => a.frameNumber - b.frameNumber);
  if (index < 0 || !header || !segmentation || !contours || shown.length === 0) {
    return undefined;
  }
  const { id, version, provenance } = segmentation;
  const jpegs: Uint8Array[] = [];
  let size = { Rows: 0, Columns: 0 };
  for (const { frameNumber, moment } of shown) {
    const frame = frames.get(clip)?.get(frameNumber);
    if (!frame) {
      return undefined;
    }
    const image = contourImage(
      frame,
      contours.contours.filter((contour) => contour.frameNumber === frameNumber),
      [
        'AI result, research use only. Not for diagnosis.',
        'Read automatically. No person has checked it.',
        `Contours: ${id} ${version}${provenance.simulated ? ', trained on simulated echoes' : ''}`,
        `${moments[moment]}, frame ${frameNumber}`,
      ],
    );
    size = image;
    jpegs.push(await jpegOf(image));
  }
  const { Rows, Columns } = size;
  return {
    dataset: automaticCapture({
      ...{ reading, header, ...place },
      number: index + 1,
      ...{ frames: jpegs, Rows, Columns },
      frameNumbers: shown.map(({ frameNumber }) => frameNumber),
    }),
    transferSyntaxUID: TransferSyntax.JPEGBaseline8Bit,
  };
}
