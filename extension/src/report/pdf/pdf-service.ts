import { TransferSyntax } from '@echonet/dicom';
import type { Clip } from '../../clips/clip';
import type { EchoNetConfig } from '../../config';
import type { Viewer } from '../../host/viewer';
import { stringsFor } from '../../strings';
import { deviceUidOf, newSeries, sourceOf } from '../new-objects';
import type { Report } from '../report';
import type { NewObject, Transfers } from '../transfers';

export interface PdfServiceParts {
  readonly viewer: Viewer;
  readonly config: () => EchoNetConfig;
  readonly transfers: Transfers;
  /** Undefined while results are provisional. */
  readonly report: () => Report | undefined;
  /** Of the study. */
  readonly clips: () => readonly Clip[];
}

/** The report as PDF: what the reader accepted, for a file, for a printer and for the archive. */
export class PdfService {
  constructor(private readonly parts: PdfServiceParts) {}

  /**
   * @param isIdentified whether it names patient and study
   * @throws Error while results are provisional, SourceProblem for a clip whose header cannot be cited
   */
  async make(isIdentified: boolean): Promise<{ readonly name: string; readonly pdf: Uint8Array }> {
    const { viewer, config, clips } = this.parts;
    const report = this.finishedReport();
    const { makePdf } = await import('./make-pdf');
    const pdf = await makePdf({
      report,
      viewer,
      clips: clips(),
      ...config().report,
      ...(isIdentified && { source: sourceOf(viewer, report.clips[0].displaySetInstanceUID) }),
    });
    const time = report.date.toISOString().slice(0, 16).replace(/[-:]/g, '');
    return { name: `echonet-${time}.pdf`, pdf };
  }

  /** Stores the PDF, which names patient and study, in the archive. Never rejects. */
  store(): Promise<void> {
    return this.parts.transfers.start('pdf', () => this.newObject());
  }

  private async newObject(): Promise<NewObject> {
    const { viewer, config } = this.parts;
    const settings = config().report;
    const report = this.finishedReport();
    const sources = report.clips.map(({ displaySetInstanceUID }) =>
      sourceOf(viewer, displaySetInstanceUID),
    );
    const { pdf } = await this.make(true);
    const { encapsulatedPdf } = await import('../stored-objects');
    const { manifest, softwareVersion, date } = report;
    const words = stringsFor(viewer.language()).reportDocument;
    return {
      dataset: encapsulatedPdf(
        {
          pdf,
          title: `${settings.heading} (${words.preliminary})`,
          date,
          models: `${manifest.id} ${manifest.version}`,
          softwareVersion,
        },
        sources,
        newSeries({ viewer, config: settings }, 'PDF'),
        deviceUidOf(settings),
      ),
      transferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
    };
  }

  private finishedReport(): Report {
    const report = this.parts.report();
    if (!report) {
      throw new Error('No finished results for a PDF: analyse the selected clips first.');
    }
    return report;
  }
}
