import { deterministicUid } from '@echonet/dicom/node';
import { codeSequence } from '@echonet/dicom';
import type { HeartView } from '../heart';
import type { PhantomPatient } from '../patient';
import type { PhantomClip } from '../phantom-clip';
import type { SectorGeometry } from '../screen/sector-geometry';
import { studyAttributes } from './study-attributes';
import type { Make } from '../ultrasound/machine';

/**
 * Codes of CID 12226, which has none for the apical five-chamber view; its subcostal long axis is
 * the four-chamber view from below the ribs.
 */
const viewCodes: Readonly<Partial<Record<HeartView, string>>> = {
  A4C: 'SCT:399214001|Apical four chamber',
  A2C: 'SCT:399232001|Apical two chamber',
  A3C: 'SCT:399339008|Apical long axis',
  PLAX: 'SCT:399139001|Parasternal long axis',
  'PSAX mitral valve': 'SCT:399036006|Parasternal short axis at the Mitral Valve level',
  'PSAX papillary muscles': 'SCT:399271003|Parasternal short axis at the Papillary Muscle level',
  'PSAX aortic valve': 'SCT:399239005|Parasternal short axis at the aortic valve level',
  'subcostal 4C': 'SCT:399310008|Subcostal long axis',
};

/** What a cine is called and where it stands in its study. */
export interface ClipPlace {
  readonly seriesDescription: string;
  /** From 1. */
  readonly seriesNumber: number;
}

/** What the attributes of a cine are made from. */
export interface CineDescription {
  readonly patient: PhantomPatient;
  readonly clip: PhantomClip;
  readonly plane: HeartView;
  readonly make: Make;
  readonly place: ClipPlace;
  readonly geometry: SectorGeometry;
}

/** Manufacturer of the cines of a make; nobody's. */
export function manufacturerOf(make: Make): string {
  return `Simulated echoes, ${make} style`;
}

/**
 * Attributes of a phantom cine but those of its pixels, naturalised, with the Sequence of Ultrasound
 * Regions of its sector (PS3.3 C.8.5.5: 2-D tissue, spacing in cm, the middle of the probe's face
 * as the reference pixel).
 */
export function phantomAttributes(description: CineDescription): Record<string, unknown> {
  const { patient, clip, plane, make, place, geometry } = description;
  const { seed, index, format } = clip;
  const { seriesDescription, seriesNumber } = place;
  const { region, pixelsPerCm, faceX, faceY } = geometry;
  const framesPerSecond = Math.round(1000 / format.frameTimeMs);
  const code = viewCodes[plane];
  return {
    ...studyAttributes(seed, patient),
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
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
