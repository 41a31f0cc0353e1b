import { describe, expect, it } from '@jest/globals';
import { checkMessage, messages } from './protocol';

const frame = {
  frameIndex: 0,
  pixels: { Rows: 2, Columns: 3, channels: 1, data: new Uint8Array(6) },
};
const prepare = {
  SOPInstanceUID: '1.2',
  clip: 'Clip 1',
  regions: [],
  pixelAspect: 1,
  frames: [frame],
};
const region = {
  RegionSpatialFormat: 1,
  RegionDataType: Number.NaN,
  RegionLocationMinX0: 0,
  RegionLocationMinY0: 0,
  RegionLocationMaxX1: 10,
  RegionLocationMaxY1: 10,
};

describe('the messages between page and worker', () => {
  it('lets through what fits, unchanged', () => {
    const message = { ...prepare, regions: [region] };
    expect(checkMessage(messages.prepareClip.request, message, 'prepareClip', 'page')).toEqual(
      message,
    );
  });

  it.each([
    ['no frames', { ...prepare, frames: [] }, /frames/],
    [
      'pixels cut short',
      {
        ...prepare,
        frames: [{ ...frame, pixels: { ...frame.pixels, data: new Uint8Array(5) } }],
      },
      /frames\.0\.pixels.*another number of values/,
    ],
    ['no UID', { ...prepare, SOPInstanceUID: '' }, /SOPInstanceUID/],
    ['nothing', undefined, /the top/],
  ])('refuses %s and names the place', (_what, message, words) => {
    expect(() =>
      checkMessage(messages.prepareClip.request, message, 'prepareClip', 'page'),
    ).toThrow(words);
  });

  it('refuses a prediction that is no number', () => {
    const reply = { frames: [{ values: { EF: Number.NaN } }] };
    expect(() =>
      checkMessage(messages.predictFrames.reply, reply, 'predictFrames', 'worker'),
    ).toThrow(/EchoNet's worker sent a message \(predictFrames\).*values\.EF/);
  });

  it('lets an explanation through that was stopped', () => {
    const reply = { displayValues: undefined };
    expect(checkMessage(messages.explainFrame.reply, reply, 'explainFrame', 'worker')).toEqual(
      reply,
    );
  });
});
