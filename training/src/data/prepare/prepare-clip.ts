import {
  assessClip,
  clipName,
  frameTimes,
  type FrameTimes,
  readClipHeader,
  type UltrasoundRegion,
} from '@echonet/dicom';
import type { Cine } from '@echonet/dicom/node';
import {
  ClipRefusal,
  locateSector,
  pixelMap,
  prepareImage,
  sampleFrames,
  sectorMask,
  type FramePixels,
  type Sector,
} from '@echonet/models';
import type { ImagePoints } from '@echonet/phantom';
import type { ClipImages, ImageContract } from '../prepared/images';

export interface MovingImage {
  readonly times: FrameTimes;
  readonly regions: readonly UltrasoundRegion[];
  /** @param index 0-based */
  frame(index: number): Promise<FramePixels>;
  /**
   * The structure at each point of a frame, as an index into {@link structureNames}; phantoms only.
   * @param index 0-based
   */
  structures?(index: number, points: ImagePoints): Uint8Array;
}

/**
 * The clip that the viewer would analyse in a DICOM cine.
 *
 * @throws {ClipRefusal} when it would refuse it
 */
export function movingImageOf(cine: Cine): MovingImage {
  const header = readClipHeader(cine.instance);
  const eligibility = assessClip(header);
  if (!eligibility.eligible) {
    throw new ClipRefusal(clipName(header), eligibility.reason);
  }
  return {
    times: frameTimes(header),
    regions: header.SequenceOfUltrasoundRegions,
    frame: (index) => cine.frame(index),
  };
}

/**
 * Prepares the images of a clip with the code that the browser runs.
 *
 * @param withStructures also the structure of each pixel; phantoms only
 * @throws {ClipRefusal} when no sector is found
 */
export async function prepareClip(
  clip: MovingImage,
  input: ImageContract,
  withStructures = false,
): Promise<ClipImages> {
  const { frameIndices } = sampleFrames(clip.times, input);
  const pixels = [];
  for (const index of frameIndices) {
    pixels.push(await clip.frame(index));
  }
  const sector = locateSector(pixels, clip.regions);
  const imageLength = input.size * input.size * input.channels;
  const frames = new Uint8Array(pixels.length * imageLength);
  pixels.forEach((frame, position) => {
    const { data } = prepareImage(frame, sector, input);
    for (let i = 0; i < imageLength; i++) {
      frames[position * imageLength + i] = Math.round(data[i] * 255);
    }
  });
  const mask = sectorMask(sector, input.size);
  if (!withStructures) {
    return { frames, mask };
  }
  if (!clip.structures) {
    throw new Error('Nobody knows the structures of a clip that is no phantom.');
  }
  const points = pointsOfImage(sector, input.size);
  const structures = frameIndices.map((index) =>
    clip.structures!(index, points).map((code, i) => code * mask[i]),
  );
  return { frames, mask, structures: Buffer.concat(structures) };
}

/** Positions of the network's pixel centres in the clip's frames. */
function pointsOfImage(sector: Sector, size: number): ImagePoints {
  const { toImage } = pixelMap(sector, size);
  const points = {
    x: new Float32Array(size * size),
    y: new Float32Array(size * size),
    spacing: sector.crop.width / size,
  };
  for (let i = 0; i < size * size; i++) {
    const { x, y } = toImage((i % size) + 0.5, Math.floor(i / size) + 0.5);
    points.x[i] = x;
    points.y[i] = y;
  }
  return points;
}
