import {
  assessClip,
  clipName,
  frameTimes,
  mmPerSquarePixel,
  physicalScale,
  pixelAspect,
  readClipHeader,
  type ClipHeader,
  type FrameTimes,
} from '@echonet/dicom';
import type { Cine } from '@echonet/dicom/node';
import {
  ClipRefusal,
  locateSector,
  prepareImage,
  sectorMask,
  type FramePixels,
  type Sector,
  type UltrasoundRegion,
} from '@echonet/models/image';
import { sampleFrames } from '@echonet/models/sampling';
import { factsOfFrames, structuresOfFrames, type FrameKnowledge } from './frame-knowledge';
import type { ClipImages, ImageContract } from '../prepared/images';

/** A clip to prepare; frames count from 0. */
export interface MovingImage extends FrameKnowledge {
  /** Absent for labelled stills, of which all are kept. */
  readonly times?: FrameTimes;
  readonly regions: readonly UltrasoundRegion[];
  /** Height over width of a pixel; 1 unless given. */
  readonly pixelAspect?: number;
  frame(index: number): Promise<FramePixels>;
  /** Millimetres per pixel in the sector, where a header may say it; in place of `mmPerPixel`. */
  mmPerPixelOf?(sector: Sector): number | undefined;
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
    pixelAspect: pixelAspect(header),
    frame: (index) => cine.frame(index),
    mmPerPixelOf: (sector) => pixelWidthMm(header, sector),
  };
}

/**
 * Width of a pixel of the sector; undefined where it is unknown. What the header says of both sides is
 * balanced to the square that the network's image covers.
 */
function pixelWidthMm(header: ClipHeader, sector: Sector): number | undefined {
  const { scale } = physicalScale(header, sector);
  const { crop } = sector;
  return scale && Number(mmPerSquarePixel(scale, crop, crop.width).toPrecision(6));
}

/**
 * Prepares the images of a clip with the code that the browser runs: those of the time grid, and
 * those with known structures.
 *
 * @param withStructures also the structure of each pixel; 0 in frames where it is unknown
 * @throws {ClipRefusal} when no sector is found
 */
export async function prepareClip(
  clip: MovingImage,
  input: ImageContract,
  withStructures = false,
): Promise<ClipImages> {
  const frameIndices = framesToKeep(clip, input);
  const pixels = [];
  for (const index of frameIndices) {
    pixels.push(await clip.frame(index));
  }
  const sector = locateSector(pixels, clip.regions, { pixelAspect: clip.pixelAspect });
  const imageLength = input.size * input.size * input.channels;
  const frames = new Uint8Array(pixels.length * imageLength);
  pixels.forEach((frame, position) => {
    const { data } = prepareImage(frame, sector, input);
    for (let i = 0; i < imageLength; i++) {
      frames[position * imageLength + i] = Math.round(data[i] * 255);
    }
  });
  const mask = sectorMask(sector, input.size);
  const known: FrameKnowledge = clip.mmPerPixelOf
    ? { ...clip, mmPerPixel: clip.mmPerPixelOf(sector) }
    : clip;
  if (!withStructures) {
    return { frames, mask, facts: factsOfFrames(known, frameIndices, sector, input.size) };
  }
  const where = { sector, mask, size: input.size };
  const structures = structuresOfFrames(clip, frameIndices, where);
  const facts = factsOfFrames(known, frameIndices, sector, input.size, structures);
  return { frames, mask, structures: Buffer.concat(structures), facts };
}

function framesToKeep(clip: MovingImage, input: ImageContract): readonly number[] {
  const sampled = clip.times ? sampleFrames(clip.times, input).frameIndices : [];
  const kept = new Set([...sampled, ...(clip.labelledFrames ?? [])]);
  return [...kept].sort((a, b) => a - b);
}
