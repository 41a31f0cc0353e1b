import { dicomMoment } from '../dicom/date-time';
import { codeItem } from '../dicom/dataset';
import type { NaturalDataset } from '../dicom/dataset';
import type { NewSeries } from '../dicom/new-series';
import { software } from '../dicom/software';
import { patientAndStudy } from '../dicom/source-instance';
import type { SourceInstance } from '../dicom/source-instance';
import { newUid } from '../dicom/uid';
import type { Report } from '../report';
import { codingScheme, concept } from './codes';
import { templateItem } from './content-item';
import { measurementReport } from './measurement-report';

/** Comprehensive 3D SR Storage. */
export const comprehensive3DSR = '1.2.840.10008.5.1.4.1.1.88.34';

/**
 * A report as a naturalised Comprehensive 3D SR (PS3.3 A.35.13), unverified, in a series of its own:
 * OHIF shows only the newest report of a series.
 *
 * @param sources the clips' headers, of one study, by SOP Instance UID
 * @throws Error when a clip has no header among the sources
 */
export function structuredReport(
  report: Report,
  sources: ReadonlyMap<string, SourceInstance>,
  { seriesNumber, seriesDescription }: NewSeries,
): NaturalDataset {
  const sourceOf = (SOPInstanceUID: string): SourceInstance => {
    const source = sources.get(SOPInstanceUID);
    if (!source) throw new Error(`Nothing is known of the clip ${SOPInstanceUID} any more.`);
    return source;
  };
  const cited = report.clips.map((clip) => sourceOf(clip.SOPInstanceUID));
  const [first] = cited;
  const { date, time, dateTime } = dicomMoment(report.date, first.TimezoneOffsetFromUTC);
  const { manifest, softwareVersion } = report;
  return {
    SOPClassUID: comprehensive3DSR,
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
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidence(cited),
    CodingSchemeIdentificationSequence: [codingScheme],

    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeItem(concept.imagingMeasurementReport)],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [templateItem('1500')],
    // It names its time zone: the reader's clock may not be the ultrasound machine's.
    ObservationDateTime: dateTime,
    ContentSequence: measurementReport(
      report,
      (SOPInstanceUID) => sourceOf(SOPInstanceUID).SOPClassUID,
    ),
  };
}

/** All cited instances by study and series (PS3.3 C.17.2). */
function evidence(cited: readonly SourceInstance[]): NaturalDataset[] {
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
