import type { NaturalizedDataset } from '@echonet/dicom';
import type { NewSeries } from '../dicom/new-series';
import { referencedRequests } from '../dicom/request-attributes';
import type { SourceInstance } from '../dicom/source-instance';
import type { Report, ReportedClip } from '../report';
import { codingScheme } from './codes';
import { newDocument } from './new-document';
import type { StoredReference } from './report-context';

/** A structured report without its content tree. */
export interface ReportDocument {
  readonly report: Report;
  readonly SOPClassUID: string;
  readonly series: NewSeries;
  readonly deviceUid: string;
  /** The clips that it cites: at least one, all of one study. */
  readonly clips: readonly SourceInstance[];
  /** What it cites beside the clips. */
  readonly others?: readonly StoredReference[];
  /** Earlier documents that it follows. */
  readonly predecessors: readonly StoredReference[];
}

/**
 * The modules of a new, unverified structured report around its content tree (PS3.3 A.35), in a series of
 * its own.
 */
export function reportDocument(document: ReportDocument): NaturalizedDataset {
  const { report, SOPClassUID, series, deviceUid, clips, others = [], predecessors } = document;
  const { manifest, softwareVersion } = report;
  const [first] = clips;
  return {
    SOPClassUID,
    ...newDocument({ source: first, date: report.date, series, deviceUid, softwareVersion }),
    ManufacturerModelName: `${manifest.id} ${manifest.version}`.slice(0, 64),
    ...(predecessors.length > 0 && { PredecessorDocumentsSequence: byStudy(predecessors) }),
    PerformedProcedureCodeSequence: first.carried.ProcedureCodeSequence ?? [],
    ...(first.requests.length > 0 && {
      ReferencedRequestSequence: referencedRequests(first.requests, first),
    }),
    CurrentRequestedProcedureEvidenceSequence: byStudy([...clips, ...others]),
    CodingSchemeIdentificationSequence: [codingScheme],
  };
}

/** @throws Error when a clip is not among the sources */
export function sourceOfClip(
  sources: ReadonlyMap<string, SourceInstance>,
  { SOPInstanceUID }: Pick<ReportedClip, 'SOPInstanceUID'>,
): SourceInstance {
  const source = sources.get(SOPInstanceUID);
  if (!source) {
    throw new Error(`Nothing is known of the clip ${SOPInstanceUID} any more.`);
  }
  return source;
}

/** Referenced instances by study and series (PS3.3 C.17.2). */
export function byStudy(instances: readonly StoredReference[]): NaturalizedDataset[] {
  return grouped(instances, 'StudyInstanceUID').map(([StudyInstanceUID, ofStudy]) => ({
    StudyInstanceUID,
    ReferencedSeriesSequence: grouped(ofStudy, 'SeriesInstanceUID').map(
      ([SeriesInstanceUID, ofSeries]) => ({
        SeriesInstanceUID,
        ReferencedSOPSequence: ofSeries.map(({ SOPClassUID, SOPInstanceUID }) => ({
          ReferencedSOPClassUID: SOPClassUID,
          ReferencedSOPInstanceUID: SOPInstanceUID,
        })),
      }),
    ),
  }));
}

function grouped(
  instances: readonly StoredReference[],
  by: 'StudyInstanceUID' | 'SeriesInstanceUID',
): [string, StoredReference[]][] {
  const groups = new Map<string, StoredReference[]>();
  for (const instance of instances) {
    groups.set(instance[by], [...(groups.get(instance[by]) ?? []), instance]);
  }
  return [...groups];
}
