import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  assessClip,
  type ClipHeader,
  credibleAspect,
  firstText,
  isSimulatedBy,
  physicalScale,
  readPatientAttributes,
  scaleDoubt,
} from '@echonet/dicom';
import type { Sector } from '@echonet/models';
import type { GridScale } from '@echonet/models/measures';
import type { MovingImage } from '../../data/prepare/prepare-clip';
import { niftiFrame, readNifti, type NiftiImage } from '../../data/sources/nifti';
import { openClip } from '../open-clip';

/** A clip or still, with what its file says of it. */
export interface OpenedImages
  extends
    Required<Pick<MovingImage, 'times' | 'regions' | 'frame'>>,
    Pick<MovingImage, 'pixelAspect'> {
  /** Heart Rate of the header, 1/min. */
  readonly heartRate?: number;
  /** Of the patient by the header, m2. */
  readonly bodySurfaceArea?: number;
  readonly isSimulated: boolean;
  /** Size of the image's pixels by the file; absent where it does not say, or not credibly. */
  scale(sector: Sector): { readonly scale?: GridScale; readonly notes: readonly string[] };
  /** Full sentences. */
  readonly notes: readonly string[];
}

const niftiSuffix = /\.nii(\.gz)?$/i;

/**
 * Opens a DICOM image, a NIfTI-1 file, a Motion JPEG AVI or an image file (JPEG, PNG).
 *
 * @throws Error with one sentence when it cannot be read or its header says that it is no B-mode
 *   image of the heart
 */
export async function openImages(file: string): Promise<OpenedImages> {
  if (niftiSuffix.test(file)) {
    return niftiImages(await readNifti(file), path.basename(file));
  }
  const { image, header, instance } = await openClip(await readFile(file));
  const { times, regions, pixelAspect, frame } = image;
  if (!times) {
    throw new Error('The file has no frames.');
  }
  const isSimulated = isSimulatedBy(firstText(instance?.Manufacturer));
  const opened = { times, regions, pixelAspect, frame, isSimulated };
  if (!header) {
    const notes = ['The size of a pixel is not known: the file does not say it.'];
    return { ...opened, scale: () => ({ notes }), notes: times.notes };
  }
  return {
    ...opened,
    heartRate: header.HeartRate,
    bodySurfaceArea: readPatientAttributes(instance ?? {}).bodySurfaceArea,
    scale: (sector) => scaleOf(header, sector),
    notes: [...refusedOrNotes(header), ...times.notes],
  };
}

/** Stills are segmented too. @throws Error with one sentence for what is no B-mode image */
function refusedOrNotes(header: ClipHeader): readonly string[] {
  const isStill = header.NumberOfFrames === 1;
  const eligibility = assessClip(isStill ? { ...header, NumberOfFrames: 2 } : header);
  if (!eligibility.eligible) {
    throw new Error(eligibility.reason);
  }
  return eligibility.notes;
}

function scaleOf(header: ClipHeader, sector: Sector): ReturnType<OpenedImages['scale']> {
  const { scale, notes } = physicalScale(header, sector);
  return { scale: scale && { mmPerPixelX: scale.x, mmPerPixelY: scale.y }, notes };
}

const assumedFrameTimeMs = 1000 / 30;

function niftiImages(image: NiftiImage, name: string): OpenedImages {
  const { rows, frameCount, spacingMm } = image;
  const doubt = spacingMm ? scaleDoubt(spacingMm, rows) : 'the file does not say it';
  return {
    times: {
      timesMs: Array.from({ length: frameCount }, (_, index) => index * assumedFrameTimeMs),
      source: 'assumed',
      notes: [],
    },
    regions: [],
    isSimulated: false,
    ...(spacingMm && { pixelAspect: aspectOf(spacingMm) }),
    frame: async (index) => niftiFrame(image, index, name),
    scale: () =>
      spacingMm && doubt === undefined
        ? { scale: { mmPerPixelX: spacingMm.x, mmPerPixelY: spacingMm.y }, notes: [] }
        : { notes: [`The size of a pixel is not known: ${doubt}.`] },
    notes: niftiNotes(image),
  };
}

/** Height over width of a pixel. */
function aspectOf({ x, y }: NonNullable<NiftiImage['spacingMm']>): number {
  return credibleAspect(y / x);
}

function niftiNotes({ frameCount, spacingMm }: NiftiImage): string[] {
  const { x, y } = spacingMm ?? { x: 1, y: 1 };
  return [
    ...(aspectOf({ x, y }) === 1
      ? []
      : [
          `Pixels are not square (${x} x ${y} mm); the network's image is resampled to square ones.`,
        ]),
    ...(frameCount > 1
      ? ['NIfTI has no frame times that can be trusted: 30 frames a second assumed.']
      : []),
  ];
}
