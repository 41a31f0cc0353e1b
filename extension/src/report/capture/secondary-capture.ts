import {
  codeSequence,
  DCM,
  decimalString,
  dicomDateTime,
  newUid,
  software,
  SopClass,
  toEvenLength,
  type NaturalizedDataset,
} from '@echonet/dicom';
import { lossyAttributes } from '../dicom/lossy-history';
import type { NewSeries } from '../dicom/new-series';
import { patientAndStudy, type SourceInstance } from '../dicom/source-instance';

export interface Capture {
  /** Baseline JPEGs of Columns x Rows pixels in temporal order; at least one. */
  readonly frames: readonly Uint8Array[];
  readonly Rows: number;
  readonly Columns: number;
  /** Mean time between the frames. */
  readonly frameTimeMs: number;
  /** 1-based frames of the source clip. */
  readonly frameNumbers: readonly number[];
  readonly date: Date;
  readonly model: string;
  readonly softwareVersion: string;
  /** Derivation Description, one sentence. */
  readonly derivation: string;
  /** Sentences of Image Comments. */
  readonly remarks: readonly string[];
}

/**
 * Naturalised Multi-frame True Color Secondary Capture Image (PS3.3 A.8.5). Modality is OT, not US,
 * so that no software takes it for a clip to analyse.
 *
 * @param deviceUid of the installation; that of the software unless given
 */
export function secondaryCapture(
  capture: Capture,
  source: SourceInstance,
  { seriesNumber, seriesDescription }: NewSeries,
  deviceUid: string = software.deviceUid,
): NaturalizedDataset {
  const { frames, Rows, Columns, frameTimeMs, softwareVersion } = capture;
  const { date, time } = dicomDateTime(capture.date, source.TimezoneOffsetFromUTC);
  const jpegBytes = frames.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return {
    SOPClassUID: SopClass.MultiFrameTrueColorSecondaryCaptureImageStorage,
    SOPInstanceUID: newUid(),
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    ...patientAndStudy(source),

    Modality: 'OT',
    SeriesInstanceUID: newUid(),
    SeriesNumber: seriesNumber,
    SeriesDate: date,
    SeriesTime: time,
    SeriesDescription: seriesDescription,
    // Otherwise a laterality would be required, which the heart has not.
    BodyPartExamined: 'HEART',
    ...(source.requests.length > 0 && { RequestAttributesSequence: source.requests }),

    Manufacturer: software.manufacturer,
    ManufacturerModelName: capture.model.slice(0, 64),
    DeviceUID: deviceUid,
    SoftwareVersions: softwareVersion,
    // Workstation
    ConversionType: 'WSD',
    DateOfSecondaryCapture: date,
    TimeOfSecondaryCapture: time,
    SecondaryCaptureDeviceManufacturer: software.manufacturer,
    SecondaryCaptureDeviceManufacturerModelName: capture.model.slice(0, 64),
    SecondaryCaptureDeviceSoftwareVersions: softwareVersion,

    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    ImageType: ['DERIVED', 'SECONDARY'],
    PatientOrientation: '',
    BurnedInAnnotation: 'YES',
    DerivationDescription: capture.derivation.slice(0, 1024),
    ImageComments: capture.remarks.join(' ').slice(0, 10_240),
    SourceImageSequence: [
      {
        ReferencedSOPClassUID: source.SOPClassUID,
        ReferencedSOPInstanceUID: source.SOPInstanceUID,
        ReferencedFrameNumber: capture.frameNumbers,
        PurposeOfReferenceCodeSequence: codeSequence(DCM.SourceImageForImageProcessingOperation),
      },
    ],

    NumberOfFrames: frames.length,
    // Frame Time (0018,1063)
    FrameIncrementPointer: 0x00181063,
    FrameTime: decimalString(frameTimeMs),
    RecommendedDisplayFrameRate: Math.max(1, Math.round(1000 / frameTimeMs)),

    SamplesPerPixel: 3,
    // The only value allowed for baseline JPEG (PS3.3 A.8.5.4); decoders use the JPEG's own header.
    PhotometricInterpretation: 'YBR_FULL_422',
    PlanarConfiguration: 0,
    Rows,
    Columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    ...lossyAttributes(source.lossyHistory, {
      ratio: ((frames.length * Rows * Columns * 3) / jpegBytes).toFixed(2),
      method: 'ISO_10918_1',
    }),
    PixelData: frames.map(toEvenLength),
    _vrMap: { PixelData: 'OB' },
  };
}
