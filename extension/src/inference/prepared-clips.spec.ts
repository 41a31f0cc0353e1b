import { expect, it } from '@jest/globals';
import { locateSector } from '@echonet/models/image';
import { PreparedClips } from './prepared-clips';
import { prepareRequest, SOPInstanceUID } from './testing';

it('gives the image of a frame again in its format alone', () => {
  const { frames, regions } = prepareRequest();
  const pixels = frames.map((frame) => frame.pixels);
  const format = { size: 32, channels: 1 };
  const clips = new PreparedClips();
  clips.keep(SOPInstanceUID, { sector: locateSector(pixels, regions), frames, format });
  const [{ frameIndex }] = frames;
  expect(clips.knownImage(SOPInstanceUID, frameIndex, format)).toBeUndefined();
  const image = clips.imageOf(SOPInstanceUID, frameIndex);
  expect(clips.knownImage(SOPInstanceUID, frameIndex, format)).toBe(image);
  expect(clips.knownImage(SOPInstanceUID, frameIndex, { size: 64, channels: 1 })).toBeUndefined();
  expect(clips.knownImage(SOPInstanceUID, frameIndex, { size: 32, channels: 3 })).toBeUndefined();
  expect(clips.knownImage('9.9', frameIndex, format)).toBeUndefined();
});
