import {
  codeSequence,
  dicomDateTime,
  LN,
  newUid,
  software,
  SopClass,
  toEvenLength,
  type NaturalizedDataset,
} from '@echonet/dicom';
import type { NewSeries } from '../dicom/new-series';
import { patientAndStudy, type SourceInstance } from '../dicom/source-instance';

export interface PdfToStore {
  readonly pdf: Uint8Array;
  /** Document Title, in the language of the document. */
  readonly title: string;
  readonly date: Date;
  /** Ids and versions of the models. */
  readonly models: string;
  readonly softwareVersion: string;
}

/**
 * Naturalised Encapsulated PDF (PS3.3 A.45.1), unverified. The names of patient and study are burned in,
 * as the document has them on every page.
 *
 * @param sources the clips that the document is on, at least one, all of one study
 * @param deviceUid of the installation; that of the software unless given
 */
export function encapsulatedPdf(
  document: PdfToStore,
  sources: readonly SourceInstance[],
  { seriesNumber, seriesDescription }: NewSeries,
  deviceUid: string = software.deviceUid,
): NaturalizedDataset {
  const [first] = sources;
  const { date, time } = dicomDateTime(document.date, first.TimezoneOffsetFromUTC);
  return {
    SOPClassUID: SopClass.EncapsulatedPDFStorage,
    SOPInstanceUID: newUid(),
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    ...patientAndStudy(first),

    Modality: 'DOC',
    SeriesInstanceUID: newUid(),
    SeriesNumber: seriesNumber,
    SeriesDate: date,
    SeriesTime: time,
    SeriesDescription: seriesDescription,
    ...(first.requests.length > 0 && { RequestAttributesSequence: first.requests }),

    Manufacturer: software.manufacturer,
    ManufacturerModelName: document.models.slice(0, 64),
    DeviceUID: deviceUid,
    SoftwareVersions: document.softwareVersion,
    // Workstation
    ConversionType: 'WSD',

    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    // Of the document, which was not acquired: empty.
    AcquisitionDateTime: '',
    BurnedInAnnotation: 'YES',
    RecognizableVisualFeatures: 'NO',
    SourceInstanceSequence: sources.map(({ SOPClassUID, SOPInstanceUID }) => ({
      ReferencedSOPClassUID: SOPClassUID,
      ReferencedSOPInstanceUID: SOPInstanceUID,
    })),
    DocumentTitle: document.title.slice(0, 1024),
    ConceptNameCodeSequence: codeSequence(LN.EchocardiographyReport),
    VerificationFlag: 'UNVERIFIED',
    MIMETypeOfEncapsulatedDocument: 'application/pdf',
    EncapsulatedDocument: [toEvenLength(document.pdf)],
    EncapsulatedDocumentLength: document.pdf.byteLength,
    _vrMap: { EncapsulatedDocument: 'OB' },
  };
}
