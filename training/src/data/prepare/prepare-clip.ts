import { assessClip, clipName, frameTimes, type FrameTimes, readClipHeader } from '@echonet/dicom';
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
  type UltrasoundRegion,
} from '@echonet/models';
import type { ImagePoints } from '@echonet/phantom';
import type { ClipImages, FrameFacts, ImageContract } from '../prepared/images';

/** A clip with its knowledge of structures; frames count from 0. */
export interface MovingImage {
  /** Absent for labelled stills, of which all are kept. */
  readonly times?: FrameTimes;
  readonly regions: readonly UltrasoundRegion[];
  frame(index: number): Promise<FramePixels>;
  /** The structure at each point of a frame, as an index into structureNames. */
  structures?(index: number, points: ImagePoints): Uint8Array;
  /** Frames whose structures are known, kept beside the sampled ones; absent where all are known. */
  readonly labelledFrames?: readonly number[];
  /** Experts outline structures that leave the sector; of phantoms only what it shows is kept. */
  readonly structuresLeaveSector?: boolean;
  readonly edFrame?: number;
  readonly esFrame?: number;
  /** Of the frames' pixels; absent where it is unknown. */
  readonly mmPerPixel?: number;
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
  const facts = factsOf(clip, frameIndices, sector, input);
  if (!withStructures) {
    return { frames, mask, facts };
  }
  const points = pointsOfImage(sector, input.size);
  const labelled = new Set(knownFrames(clip) ?? frameIndices);
  const structures = frameIndices.map((index) =>
    clip.structures && labelled.has(index)
      ? clip.structures(index, points)
      : new Uint8Array(mask.length),
  );
  if (!clip.structuresLeaveSector) {
    for (const codes of structures) {
      mask.forEach((isInside, i) => {
        codes[i] *= isInside;
      });
    }
  }
  return { frames, mask, structures: Buffer.concat(structures), facts };
}

/** Frames whose structures are known; undefined where those of all frames are. */
function knownFrames({ structures, labelledFrames }: MovingImage): readonly number[] | undefined {
  return structures ? labelledFrames : [];
}

function framesToKeep(clip: MovingImage, input: ImageContract): readonly number[] {
  const sampled = clip.times ? sampleFrames(clip.times, input).frameIndices : [];
  const kept = new Set([...sampled, ...(clip.labelledFrames ?? [])]);
  return [...kept].sort((a, b) => a - b);
}

/** What is known of the clip's frames, by their place among the kept ones. */
function factsOf(
  clip: MovingImage,
  kept: readonly number[],
  { crop }: Sector,
  { size }: ImageContract,
): FrameFacts {
  const placeOf = (index: number | undefined) => {
    const place = index === undefined ? -1 : kept.indexOf(index);
    return place < 0 ? undefined : place;
  };
  const { edFrame, esFrame, mmPerPixel } = clip;
  const labelled = knownFrames(clip)?.flatMap((index) => placeOf(index) ?? []);
  return {
    labelledFrames: labelled?.length === kept.length ? undefined : labelled,
    edFrame: placeOf(edFrame),
    esFrame: placeOf(esFrame),
    mmPerPixel:
      mmPerPixel === undefined
        ? undefined
        : Number(((mmPerPixel * crop.width) / size).toPrecision(6)),
  };
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
