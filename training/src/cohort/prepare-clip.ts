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
  type InputContract,
} from '@echonet/models';
import { readCine } from '../dicom';
import type { PreparedClip } from './frame-cache';

/**
 * Prepares the pictures of one DICOM cine, with the code that prepares them in the browser.
 *
 * @param content of the DICOM file
 * @throws {ClipRefusal} when the clip is not one that the viewer would run on
 */
export async function prepareClip(
  content: Uint8Array,
  input: InputContract,
): Promise<PreparedClip> {
  const cine = await readCine(content);
  const header = readClipHeader(cine.instance);
  const eligibility = assessClip(header);
  if (!eligibility.eligible) throw new ClipRefusal(clipName(header), eligibility.reason);
  const { frameIndices } = sampleFrames(frameTimes(header), input);
  const pixels = [];
  for (const index of frameIndices) pixels.push(await cine.frame(index));
  const sector = locateSector(pixels, header.SequenceOfUltrasoundRegions);
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
