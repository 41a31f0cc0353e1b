import {
  DCM,
  dicomDateTime,
  newUid,
  rootContainer,
  software,
  SopClass,
  type NaturalizedDataset,
} from '@echonet/dicom';
import type { NewSeries } from '../dicom/new-series';
import { referencedRequests } from '../dicom/request-attributes';
import { patientAndStudy, type SourceInstance } from '../dicom/source-instance';
import type { Report } from '../report';
import { codingScheme } from './codes';
import { measurementReport } from './measurement-report';
import type { StoredExplanation, StoredReference } from './report-context';

/** What the study has beside the clips. */
export interface StudyContext {
  /** Earlier reports of this software on the study, which the new one follows. */
  readonly predecessors?: readonly StoredReference[];
  /** Stored captures of the saliency overlay on the clips. */
  readonly explanations?: readonly StoredExplanation[];
  /** Device UID (0018,1002) of this installation; that of the software unless given. */
  readonly deviceUid?: string;
}

/**
 * Makes a naturalised Comprehensive 3D SR (PS3.3 A.35.13), unverified, in a new series: OHIF shows only
 * the newest report of a series.
 *
 * @param sources of the clips, all of one study, by SOP Instance UID
 * @throws Error when a clip is not among the sources
 */
export function structuredReport(
  report: Report,
  sources: ReadonlyMap<string, SourceInstance>,
  { seriesNumber, seriesDescription }: NewSeries,
  study: StudyContext = {},
): NaturalizedDataset {
  const { predecessors = [], explanations = [], deviceUid = software.deviceUid } = study;
  const sourceOf = (SOPInstanceUID: string): SourceInstance => {
    const source = sources.get(SOPInstanceUID);
    if (!source) {
      throw new Error(`Nothing is known of the clip ${SOPInstanceUID} any more.`);
    }
    return source;
  };
  const cited = report.clips.map((clip) => sourceOf(clip.SOPInstanceUID));
  const [first] = cited;
  const clipUids = new Set(cited.map(({ SOPInstanceUID }) => SOPInstanceUID));
  const citedExplanations = explanations.filter(({ ofClip }) => clipUids.has(ofClip));
  const { date, time, dateTime } = dicomDateTime(report.date, first.TimezoneOffsetFromUTC);
  const { manifest, softwareVersion } = report;
  return {
    SOPClassUID: SopClass.Comprehensive3DSRStorage,
    SOPInstanceUID: newUid(),
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    ...patientAndStudy(first),

    Modality: 'SR',
    SeriesInstanceUID: newUid(),
    SeriesNumber: seriesNumber,
    SeriesDate: date,
    SeriesTime: time,
    SeriesDescription: seriesDescription,
    ReferencedPerformedProcedureStepSequence: [],

    Manufacturer: software.manufacturer,
    ManufacturerModelName: `${manifest.id} ${manifest.version}`.slice(0, 64),
    DeviceUID: deviceUid,
    SoftwareVersions: softwareVersion,

    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    // Nobody has verified it, and the study may be read again.
    PreliminaryFlag: 'PRELIMINARY',
    ...(predecessors.length > 0 && { PredecessorDocumentsSequence: byStudy(predecessors) }),
    PerformedProcedureCodeSequence: first.carried.ProcedureCodeSequence ?? [],
    ...(first.requests.length > 0 && {
      ReferencedRequestSequence: referencedRequests(first.requests, first),
    }),
    CurrentRequestedProcedureEvidenceSequence: byStudy([...cited, ...citedExplanations]),
    CodingSchemeIdentificationSequence: [codingScheme],

    // With its offset from UTC: the reader's clock may not be the ultrasound machine's.
    ObservationDateTime: dateTime,
    ...rootContainer(
      DCM.ImagingMeasurementReport,
      measurementReport(report, {
        sopClassOf: (SOPInstanceUID) => sourceOf(SOPInstanceUID).SOPClassUID,
        explanations: citedExplanations,
        deviceUid,
      }),
      '1500',
    ),
  };
}

/** Referenced instances by study and series (PS3.3 C.17.2). */
function byStudy(instances: readonly StoredReference[]): NaturalizedDataset[] {
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
