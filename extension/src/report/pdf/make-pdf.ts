// Loaded with jsPDF when a reader asks for a PDF.
import type { Clip } from '../../clips/clip';
import type { Viewer } from '../../host/viewer';
import { stringsFor } from '../../strings';
import type { SourceInstance } from '../dicom/source-instance';
import type { Report } from '../report';
import { describeReport } from './describe-report';
import { drawText } from './draw-text';
import { identificationOf } from './identification';
import { readKeyFrames } from './read-key-frames';
import { writePdf } from './write-pdf';

export interface PdfSources {
  readonly report: Report;
  readonly viewer: Viewer;
  readonly clips: readonly Clip[];
  readonly heading: string;
  readonly sentences?: readonly string[];
  /** None in a de-identified document. */
  readonly source?: SourceInstance;
}

/** The report as PDF in the language of the viewer, with frames from the archive. */
export async function makePdf(sources: PdfSources): Promise<Uint8Array> {
  const { report, viewer, clips, heading, sentences, source } = sources;
  const strings = stringsFor(viewer.language());
  const document = describeReport({
    report,
    strings,
    heading,
    sentences,
    keyFrames: await readKeyFrames(report, viewer, clips),
    ...(source && { identification: identificationOf(source, strings) }),
  });
  const producedBy = `EchoNet for OHIF ${report.softwareVersion}`;
  return new Uint8Array(writePdf(document, producedBy, drawText));
}
