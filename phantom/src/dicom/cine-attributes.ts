import { codeSequence, SCT, SopClass, type Code } from '@echonet/dicom';
import { deterministicUid } from '@echonet/dicom/node';
import type { HeartView } from '../heart';
import type { PhantomPatient } from '../patient';
import type { PhantomClip } from '../clip/phantom-clip';
import type { SectorGeometry } from '../screen/sector-geometry';
import { studyAttributes } from './study-attributes';
import type { Make } from '../ultrasound/machine';

/**
 * CID 12226 has no code for the apical five-chamber view; its subcostal long axis is the subcostal
 * four-chamber view.
 */
const viewCodes: Readonly<Partial<Record<HeartView, Code>>> = {
  A4C: SCT.ApicalFourChamber,
  A2C: SCT.ApicalTwoChamber,
  A3C: SCT.ApicalLongAxis,
  PLAX: SCT.ParasternalLongAxis,
  'PSAX mitral valve': SCT.ParasternalShortAxisAtTheMitralValveLevel,
  'PSAX papillary muscles': SCT.ParasternalShortAxisAtThePapillaryMuscleLevel,
  'PSAX aortic valve': SCT.ParasternalShortAxisAtTheAorticValveLevel,
  'subcostal 4C': SCT.SubcostalLongAxis,
};

export interface ClipPlace {
  readonly seriesDescription: string;
  /** From 1. */
  readonly seriesNumber: number;
}

export interface CineDescription {
  readonly patient: PhantomPatient;
  readonly clip: PhantomClip;
  readonly plane: HeartView;
  readonly make: Make;
  readonly place: ClipPlace;
  readonly geometry: SectorGeometry;
}

/** A fictitious Manufacturer (0008,0070) for each make. */
export function manufacturerOf(make: Make): string {
  return `Simulated echoes, ${make} style`;
}

/**
 * Naturalised attributes of a phantom cine without those of the pixels. Sequence of Ultrasound
 * Regions (PS3.3 C.8.5.5) describes the sector: 2-D tissue, spacing in cm, reference pixel at the
 * middle of the probe's face.
 */
export function cineAttributes(description: CineDescription): Record<string, unknown> {
  const { patient, clip, plane, make, place, geometry } = description;
  const { seed, index, format } = clip;
  const { seriesDescription, seriesNumber } = place;
  const { region, pixelsPerCm, faceX, faceY } = geometry;
  const framesPerSecond = Math.round(1000 / format.frameTimeMs);
  const code = viewCodes[plane];
  return {
    ...studyAttributes(seed, patient),
    SOPClassUID: SopClass.UltrasoundMultiFrameImageStorage,
    SOPInstanceUID: deterministicUid('phantom instance', seed, index, seriesNumber),
    SeriesInstanceUID: deterministicUid('phantom series', seed, index, seriesNumber),
    ImageType: ['DERIVED', 'PRIMARY', 'TTE', '0001'],
    Modality: 'US',
    BodyPartExamined: 'HEART',
    Manufacturer: manufacturerOf(make),
    SeriesDescription: seriesDescription,
    SeriesNumber: seriesNumber,
    InstanceNumber: 1,
    PatientOrientation: '',
    ...(code && { ViewCodeSequence: codeSequence(code) }),
    HeartRate: patient.rhythm.heartRate,
    FrameTime: String(format.frameTimeMs),
    CineRate: framesPerSecond,
    RecommendedDisplayFrameRate: framesPerSecond,
    UltrasoundColorDataPresent: 0,
    SequenceOfUltrasoundRegions: [
      {
        RegionSpatialFormat: 1,
        RegionDataType: 1,
        RegionFlags: 0,
        RegionLocationMinX0: region.x0,
        RegionLocationMinY0: region.y0,
        RegionLocationMaxX1: region.x1,
        RegionLocationMaxY1: region.y1,
        // Relative to the region's upper left corner.
        ReferencePixelX0: Math.round(faceX) - region.x0,
        ReferencePixelY0: Math.round(faceY) - region.y0,
        PhysicalUnitsXDirection: 3,
        PhysicalUnitsYDirection: 3,
        ReferencePixelPhysicalValueX: 0,
        ReferencePixelPhysicalValueY: 0,
        PhysicalDeltaX: 1 / pixelsPerCm,
        PhysicalDeltaY: 1 / pixelsPerCm,
      },
    ],
  };
}
