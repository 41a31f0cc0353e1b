import { stringsFor } from '../../strings';
import type { Report } from '../report';
import { sourcesForTests } from '../testing';
import { describeReport } from './describe-report';
import { identificationOf } from './identification';
import { cropOf, wantedFrames } from './key-frames';
import { writePdf } from './write-pdf';

/** @param jpeg of every key frame, 80 x 70 pixels */
export function pdfForTests(
  report: Report,
  { language, jpeg }: { readonly language: string; readonly jpeg: Uint8Array },
): Uint8Array {
  const strings = stringsFor(language);
  const [source] = sourcesForTests(1).values();
  const document = describeReport({
    report,
    strings,
    heading: 'Echolabor',
    keyFrames: wantedFrames(report).map((frame) => ({
      ...frame,
      crop: cropOf(frame.clip.sectorOutline, { Rows: 70, Columns: 80 }),
      jpeg,
    })),
    identification: identificationOf(source, strings),
  });
  return new Uint8Array(writePdf(document, 'EchoNet for OHIF'));
}
