import { deterministicUid } from '../dicom';
import type { PhantomPatient } from './patient';
import type { CineFormat, RenderedClip } from './render-clip';

/** Which study and series of a patient a cine belongs to. */
export interface ClipPlace {
  readonly seed: number;
  readonly studyDescription: string;
  readonly seriesDescription: string;
  /** From 1. */
  readonly seriesNumber: number;
}

/** PatientID of a phantom, and the folder-safe name of its files. */
export function phantomPatientId(seed: number, index: number): string {
  return `PHANTOM-${seed}-${String(index + 1).padStart(5, '0')}`;
}

/** Day of the simulated examinations: fixed, so that the same seed gives the same bytes. */
const studyDate = '20260101';

/**
 * Patient, study, series and timing attributes of a phantom cine, naturalised, with the Sequence
 * of Ultrasound Regions of its sector (PS3.3 C.8.5.5: 2-D tissue, spacing in cm).
 */
export function phantomAttributes(
  patient: PhantomPatient,
  place: ClipPlace,
  clip: Pick<RenderedClip, 'geometry'>,
  format: CineFormat,
): Record<string, unknown> {
  const { geometry } = clip;
  const { seed } = place;
  const { region, pixelsPerCm } = geometry;
  const framesPerSecond = Math.round(1000 / format.frameTimeMs);
  return {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
    SOPInstanceUID: deterministicUid('phantom instance', seed, patient.index, place.seriesNumber),
    StudyInstanceUID: deterministicUid('phantom study', seed, patient.index),
    SeriesInstanceUID: deterministicUid('phantom series', seed, patient.index, place.seriesNumber),
    ImageType: ['DERIVED', 'PRIMARY', '', '0001'],
    Modality: 'US',
    Manufacturer: 'EchoNet for OHIF, simulated echoes',
    PatientName: `Phantom^${String(patient.index + 1).padStart(4, '0')}`,
    PatientID: phantomPatientId(seed, patient.index),
    PatientBirthDate: `${2026 - patient.ageYears}0101`,
    PatientSex: patient.sex,
    PatientAge: `${String(patient.ageYears).padStart(3, '0')}Y`,
    PatientSize: patient.heightM.toFixed(2),
    PatientWeight: patient.weightKg.toFixed(1),
    StudyDate: studyDate,
    StudyTime: '090000',
    ContentDate: studyDate,
    ContentTime: '090000',
    AccessionNumber: '',
    ReferringPhysicianName: '',
    StudyID: String(patient.index + 1),
    StudyDescription: place.studyDescription,
    SeriesDescription: place.seriesDescription,
    SeriesNumber: place.seriesNumber,
    InstanceNumber: 1,
    PatientOrientation: '',
    HeartRate: patient.heartRate,
    FrameTime: String(format.frameTimeMs),
    CineRate: framesPerSecond,
    RecommendedDisplayFrameRate: framesPerSecond,
    SequenceOfUltrasoundRegions: [
      {
        RegionSpatialFormat: 1,
        RegionDataType: 1,
        RegionFlags: 0,
        RegionLocationMinX0: region.x0,
        RegionLocationMinY0: region.y0,
        RegionLocationMaxX1: region.x1,
        RegionLocationMaxY1: region.y1,
        PhysicalUnitsXDirection: 3,
        PhysicalUnitsYDirection: 3,
        PhysicalDeltaX: 1 / pixelsPerCm,
        PhysicalDeltaY: 1 / pixelsPerCm,
      },
    ],
  };
}
