import type { Bundle } from 'fhir/r5';
import { TransferSyntax } from '@echonet/dicom';
import type { EchoNetConfig } from '../../config';
import type { Viewer } from '../../host/viewer';
import { acceptedValues } from '../accepted-values';
import type { ReportFile } from '../export/report-file';
import { deviceUidOf, newSeries, sourceOf } from '../new-objects';
import { earlierProcedureReports } from '../procedure-report/earlier-procedure-reports';
import type { Report } from '../report';
import type { NewObject, Transfers } from '../transfers';

export interface ReportingSystemParts {
  readonly viewer: Viewer;
  readonly config: () => EchoNetConfig;
  /** Undefined while results are provisional. */
  readonly report: () => Report | undefined;
  readonly transfers: Transfers;
}

/** What a reporting system takes over, of accepted values alone: a DICOM procedure report and FHIR resources. */
export class ReportingSystem {
  constructor(private readonly parts: ReportingSystemParts) {}

  /** How many values it would get. */
  acceptedCount(): number {
    const report = this.parts.report();
    return report ? acceptedValues(report).length : 0;
  }

  /** Never rejects. */
  storeProcedureReport(): Promise<void> {
    return this.parts.transfers.start('procedureReport', () => this.newProcedureReport());
  }

  /** Sends the report to the FHIR server of the configuration. Never rejects. */
  sendFhir(): Promise<void> {
    return this.parts.transfers.deliver('fhir', async () => {
      const { endpoint } = this.parts.config().fhir;
      if (!endpoint) {
        throw new Error('No FHIR server is configured: contact your administrator.');
      }
      const { sendBundle } = await import('../stored-objects');
      await sendBundle(endpoint, await this.bundle());
    });
  }

  /** @throws Error with a full sentence where there is nothing to save, or no patient to save it of */
  async fhirFile(): Promise<ReportFile> {
    const bundle = await this.bundle();
    return {
      name: `echonet-${(bundle.timestamp ?? '').slice(0, 16).replace(/[-:]/g, '')}-fhir.json`,
      type: 'application/fhir+json',
      text: `${JSON.stringify(bundle, null, 2)}\n`,
    };
  }

  private async newProcedureReport(): Promise<NewObject> {
    const { viewer, config } = this.parts;
    const report = this.finishedReport();
    const sources = new Map(
      report.clips.map(({ SOPInstanceUID, displaySetInstanceUID }) => [
        SOPInstanceUID,
        sourceOf(viewer, displaySetInstanceUID),
      ]),
    );
    const { procedureReport } = await import('../stored-objects');
    const dataset = procedureReport(report, sources, {
      series: newSeries({ viewer, config: config().report }, 'procedure report'),
      deviceUid: deviceUidOf(config().report),
      predecessors: earlierProcedureReports(viewer.displaySets()),
    });
    return {
      dataset: dataset ?? nothingAccepted(),
      transferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
    };
  }

  private async bundle(): Promise<Bundle> {
    const { viewer, config } = this.parts;
    const report = this.finishedReport();
    const source = sourceOf(viewer, report.clips[0].displaySetInstanceUID);
    const { reportBundle } = await import('../stored-objects');
    const bundle = reportBundle(report, source, {
      deviceUid: deviceUidOf(config().report),
      patientIdSystem: config().fhir.patientIdSystem,
    });
    return bundle ?? nothingAccepted();
  }

  private finishedReport(): Report {
    const report = this.parts.report();
    if (!report) {
      throw new Error('No finished results to store: analyse the selected clips first.');
    }
    return report;
  }
}

function nothingAccepted(): never {
  throw new Error('Accept a result first: a reporting system gets accepted values only.');
}
