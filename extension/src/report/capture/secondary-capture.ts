import { codeItem, decimalString } from '../dicom/dataset';
import type { NaturalDataset } from '../dicom/dataset';
import { dicomMoment } from '../dicom/date-time';
import type { NewSeries } from '../dicom/new-series';
import { software } from '../dicom/software';
import { patientAndStudy } from '../dicom/source-instance';
import type { SourceInstance } from '../dicom/source-instance';
import { newUid } from '../dicom/uid';
import { concept } from '../sr/codes';

/** Multi-frame True Color Secondary Capture Image Storage. */
export const multiFrameTrueColorSecondaryCapture = '1.2.840.10008.5.1.4.1.1.7.4';

/** Frames of a clip with something drawn over them. */
export interface Capture {
  /** Baseline JPEGs of Columns x Rows pixels, in time; at least one. */
  readonly frames: readonly Uint8Array[];
  readonly Rows: number;
  readonly Columns: number;
  /** Mean time between the frames. */
  readonly frameTimeMs: number;
  /** Frames of the source that they show, 1-based. */
  readonly frameNumbers: readonly number[];
  readonly date: Date;
  /** The model's id and version. */
  readonly model: string;
  readonly softwareVersion: string;
  /** How the images were made, in a sentence. */
  readonly derivation: string;
  /** What must be read with them, as sentences. */
  readonly remarks: readonly string[];
}

/**
 * A capture as a naturalised Multi-frame True Color Secondary Capture Image (PS3.3 A.8.5). Its
 * modality is OT, not US: neither this software nor another must take it for a clip to be read.
 */
export function secondaryCapture(
  capture: Capture,
  source: SourceInstance,
  { seriesNumber, seriesDescription }: NewSeries,
): NaturalDataset {
  const { frames, Rows, Columns, frameTimeMs, softwareVersion } = capture;
  const { date, time } = dicomMoment(capture.date, source.TimezoneOffsetFromUTC);
  const jpegBytes = frames.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return {
    SOPClassUID: multiFrameTrueColorSecondaryCapture,
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
    // Without it a laterality would be asked for, which the heart has not.
    BodyPartExamined: 'HEART',

    Manufacturer: software.manufacturer,
    ManufacturerModelName: capture.model.slice(0, 64),
    DeviceUID: software.deviceUid,
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
        PurposeOfReferenceCodeSequence: [codeItem(concept.sourceForProcessing)],
      },
    ],

    NumberOfFrames: frames.length,
    // Frame Time (0018,1063)
    FrameIncrementPointer: 0x00181063,
    FrameTime: decimalString(frameTimeMs),
    RecommendedDisplayFrameRate: Math.max(1, Math.round(1000 / frameTimeMs)),

    SamplesPerPixel: 3,
    // All that the IOD allows for baseline JPEG (PS3.3 A.8.5.4); decoders go by the JPEG's own header.
    PhotometricInterpretation: 'YBR_FULL_422',
    PlanarConfiguration: 0,
    Rows,
    Columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    LossyImageCompression: '01',
    LossyImageCompressionRatio: ((frames.length * Rows * Columns * 3) / jpegBytes).toFixed(2),
    LossyImageCompressionMethod: 'ISO_10918_1',
    PixelData: frames.map(padToEven),
    _vrMap: { PixelData: 'OB' },
  };
}

/** DICOM values have even lengths. */
function padToEven(bytes: Uint8Array): ArrayBuffer {
  const even = new Uint8Array(bytes.byteLength + (bytes.byteLength % 2));
  even.set(bytes);
  return even.buffer;
}
