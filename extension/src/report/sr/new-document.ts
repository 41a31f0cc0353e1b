import { dicomDateTime, newUid, software, type NaturalizedDataset } from '@echonet/dicom';
import type { NewSeries } from '../dicom/new-series';
import { patientAndStudy, type SourceInstance } from '../dicom/source-instance';

export interface NewDocument {
  /** An instance of the patient's study. */
  readonly source: SourceInstance;
  readonly date: Date;
  readonly series: NewSeries;
  readonly deviceUid: string;
  readonly softwareVersion: string;
}

/**
 * What new structured reports have in common, whatever they say: patient, study, a series of their own,
 * equipment, and the flags of a document that nobody has verified.
 */
export function newDocument({
  source,
  date: when,
  series,
  deviceUid,
  softwareVersion,
}: NewDocument): NaturalizedDataset {
  const { date, time, dateTime } = dicomDateTime(when, source.TimezoneOffsetFromUTC);
  return {
    SOPInstanceUID: newUid(),
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    ...patientAndStudy(source),

    Modality: 'SR',
    SeriesInstanceUID: newUid(),
    SeriesNumber: series.seriesNumber,
    SeriesDate: date,
    SeriesTime: time,
    SeriesDescription: series.seriesDescription,
    ReferencedPerformedProcedureStepSequence: [],

    Manufacturer: software.manufacturer,
    DeviceUID: deviceUid,
    SoftwareVersions: softwareVersion,

    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    // The study may be read again.
    PreliminaryFlag: 'PRELIMINARY',

    // With its offset from UTC: the reader's clock may not be the ultrasound machine's.
    ObservationDateTime: dateTime,
  };
}
