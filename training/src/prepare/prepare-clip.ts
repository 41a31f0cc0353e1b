import {
  assessClip,
  ClipRefusal,
  clipName,
  frameTimes,
  locateSector,
  preparePicture,
  readClipHeader,
  sampleFrames,
  sectorMask,
  type FramePixels,
  type FrameTimes,
  type UltrasoundRegion,
} from '@echonet/models';
import type { Cine } from '../dicom';
import type { ClipPictures, PictureContract } from '../prepared/pictures';

/** A moving picture, whatever file it came from. */
export interface MovingPicture {
  readonly times: FrameTimes;
  readonly regions: readonly UltrasoundRegion[];
  /** @param index 0-based */
  frame(index: number): Promise<FramePixels>;
}

/**
 * What the viewer would run on in a DICOM cine.
 *
 * @throws {ClipRefusal} when it would not run on it
 */
export function movingPictureOf(cine: Cine): MovingPicture {
  const header = readClipHeader(cine.instance);
  const eligibility = assessClip(header);
  if (!eligibility.eligible) throw new ClipRefusal(clipName(header), eligibility.reason);
  return {
    times: frameTimes(header),
    regions: header.SequenceOfUltrasoundRegions,
    frame: (index) => cine.frame(index),
  };
}

/**
 * Prepares the pictures of a clip with the code that prepares them in the browser.
 *
 * @throws {ClipRefusal} when no sector is found
 */
export async function prepareClip(
  clip: MovingPicture,
  input: PictureContract,
): Promise<ClipPictures> {
  const { frameIndices } = sampleFrames(clip.times, input);
  const pixels = [];
  for (const index of frameIndices) pixels.push(await clip.frame(index));
  const sector = locateSector(pixels, clip.regions);
  const pictureLength = input.size * input.size * input.channels;
  const frames = new Uint8Array(pixels.length * pictureLength);
  pixels.forEach((frame, position) => {
    const { data } = preparePicture(frame, sector, input);
    for (let i = 0; i < pictureLength; i += 1) {
      frames[position * pictureLength + i] = Math.round(data[i] * 255);
    }
  });
  return { frames, mask: sectorMask(sector, input.size) };
}
