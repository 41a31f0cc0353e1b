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
): NaturalizedDataset {
  const sourceOf = (SOPInstanceUID: string): SourceInstance => {
    const source = sources.get(SOPInstanceUID);
    if (!source) {
      throw new Error(`Nothing is known of the clip ${SOPInstanceUID} any more.`);
    }
    return source;
  };
  const cited = report.clips.map((clip) => sourceOf(clip.SOPInstanceUID));
  const [first] = cited;
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
    DeviceUID: software.deviceUid,
    SoftwareVersions: softwareVersion,

    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    PerformedProcedureCodeSequence: first.carried.ProcedureCodeSequence ?? [],
    ...(first.requests.length > 0 && {
      ReferencedRequestSequence: referencedRequests(first.requests, first),
    }),
    CurrentRequestedProcedureEvidenceSequence: evidence(cited),
    CodingSchemeIdentificationSequence: [codingScheme],

    // With its offset from UTC: the reader's clock may not be the ultrasound machine's.
    ObservationDateTime: dateTime,
    ...rootContainer(
      DCM.ImagingMeasurementReport,
      measurementReport(report, (SOPInstanceUID) => sourceOf(SOPInstanceUID).SOPClassUID),
      '1500',
    ),
  };
}

/** Referenced instances by study and series (PS3.3 C.17.2). */
function evidence(cited: readonly SourceInstance[]): NaturalizedDataset[] {
  const series = new Map<string, SourceInstance[]>();
  for (const source of cited) {
    const others = series.get(source.SeriesInstanceUID) ?? [];
    series.set(source.SeriesInstanceUID, [...others, source]);
  }
  return [
    {
      StudyInstanceUID: cited[0].StudyInstanceUID,
      ReferencedSeriesSequence: [...series].map(([SeriesInstanceUID, instances]) => ({
        SeriesInstanceUID,
        ReferencedSOPSequence: instances.map(({ SOPClassUID, SOPInstanceUID }) => ({
          ReferencedSOPClassUID: SOPClassUID,
          ReferencedSOPInstanceUID: SOPInstanceUID,
        })),
      })),
    },
  ];
}
