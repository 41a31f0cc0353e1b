// Loaded with jsPDF by programs without the viewer that store PDFs: plain data in, plain data out.
import type { NaturalizedDataset } from '@echonet/dicom';
import { readPatient } from '../clips/patient';
import { stringsFor } from '../strings';
import { reportOfReading, type AutomaticReading } from './automatic-reading';
import { automaticPdfSeries } from './automatic-series';
import { readSourceInstance } from './dicom/source-instance';
import { describeReport } from './pdf/describe-report';
import { encapsulatedPdf } from './pdf/encapsulated-pdf';
import { identificationOf } from './pdf/identification';
import { cropOf, wantedFrames, type KeyFrame } from './pdf/key-frames';
import { writePdf } from './pdf/write-pdf';
import { hasAccepted } from './sentences/accepted-statements';

export { cropOf };

/** A frame that the document shows. */
export interface AutomaticFrame {
  readonly SOPInstanceUID: string;
  /** From 1. */
  readonly frameNumber: number;
}

export interface AutomaticPdf {
  readonly reading: AutomaticReading;
  /** Headers of the clips, naturalised. */
  readonly headers: readonly Readonly<Record<string, unknown>>[];
  /**
   * Draws the sector of a frame, cropped as {@link cropOf} says, without what a scanner writes beside it.
   *
   * @returns undefined where the frame is no longer there, which is then left out
   */
  readonly draw: (frame: AutomaticFrame) => Promise<DrawnFrame | undefined>;
  readonly SOPInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly seriesNumber: number;
  /** BCP 47 tag; English unless given or known. */
  readonly language?: string;
}

export interface DrawnFrame {
  readonly jpeg: Uint8Array;
  /** Of the whole frame, pixels. */
  readonly Rows: number;
  readonly Columns: number;
}

/**
 * An Encapsulated PDF of values that no reader has accepted: unverified, and said on every page to be read
 * automatically.
 *
 * @returns undefined where no value is left to report
 * @throws SourceProblem for a header that cannot be cited
 */
export async function automaticPdf(parts: AutomaticPdf): Promise<NaturalizedDataset | undefined> {
  const { reading, headers, draw, SOPInstanceUID, SeriesInstanceUID, seriesNumber } = parts;
  const strings = stringsFor(parts.language ?? 'en');
  const report = { ...reportOfReading(reading), patient: readPatient(headers[0]) };
  if (!hasAccepted(report)) {
    return undefined;
  }
  const { automatic, preliminary } = strings.reportDocument;
  const keyFrames: KeyFrame[] = [];
  for (const wanted of wantedFrames(report)) {
    const { clip, frameNumber } = wanted;
    const drawn = await draw({ SOPInstanceUID: clip.SOPInstanceUID, frameNumber });
    if (drawn) {
      keyFrames.push({ ...wanted, jpeg: drawn.jpeg, crop: cropOf(clip.sectorOutline, drawn) });
    }
  }
  const sources = headers.map(readSourceInstance);
  const document = describeReport({
    report,
    strings,
    heading: automatic.heading,
    keyFrames,
    identification: identificationOf(sources[0], strings),
  });
  const { manifest, softwareVersion, date } = report;
  return {
    ...encapsulatedPdf(
      {
        pdf: new Uint8Array(writePdf(document, `EchoNet for OHIF ${softwareVersion}`)),
        title: `${automatic.heading} (${preliminary})`,
        date,
        models: `${manifest.id} ${manifest.version}`,
        softwareVersion,
      },
      sources,
      { seriesNumber, seriesDescription: automaticPdfSeries },
    ),
    SOPInstanceUID,
    SeriesInstanceUID,
  };
}
