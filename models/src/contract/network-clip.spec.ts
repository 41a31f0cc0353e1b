import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtureImage, fixtureInput } from './contract-fixture';
import { layouts, type NetworkInput } from './contract-schema';
import { networkClip } from './network-clip';

const input: NetworkInput = {
  ...fixtureInput,
  image: { ...fixtureImage, size: 2, channels: 'RGB', mean: [0, 0, 0], sd: [1, 1, 1] },
};

/** Values that say frame, row, column and channel: 1203 is frame 1, row 2, column 0, channel 3. */
const imageOf = (frame: number, size = 2) =>
  Float32Array.from({ length: size * size * 3 }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    return frame * 1000 + Math.floor(pixel / size) * 100 + (pixel % size) * 10 + channel;
  });

describe('networkClip', () => {
  it.each([
    ['NCTHW', [1, 3, 4, 2, 2], [0, 10, 100, 110, 1000]],
    ['NTCHW', [1, 4, 3, 2, 2], [0, 10, 100, 110, 1]],
    ['NTHWC', [1, 4, 2, 2, 3], [0, 1, 2, 10, 11]],
  ] as const)('orders the values as %s', (layout, dims, first) => {
    const clip = networkClip(
      { ...input, layout },
      [0, 1, 2, 3].map((frame) => imageOf(frame)),
    );
    expect(clip.dims).toEqual(dims);
    expect([...clip.values.slice(0, 5)]).toEqual(first);
  });

  it.each([
    ['repeat last frame', [0, 1, 1, 1]],
    ['loop', [0, 1, 0, 1]],
  ] as const)('fills a short clip: %s', (shortClip, frames) => {
    const clip = networkClip(
      { ...input, layout: 'NTHWC', frames: { ...input.frames, shortClip } },
      [imageOf(0), imageOf(1)],
    );
    expect(frames.map((_, i) => clip.values[i * 12] / 1000)).toEqual(frames);
  });

  it('fills a short clip with zeros after standardising', () => {
    const frames = { ...input.frames, shortClip: 'zeros' as const };
    const clip = networkClip({ ...input, layout: 'NTHWC', frames }, [imageOf(1)]);
    expect([...clip.values.slice(12)].every((value) => value === 0)).toBe(true);
    expect(clip.values[0]).toBe(1000);
  });

  it('rejects a short clip where the contract does, and more frames than a window has', () => {
    const frames = { ...input.frames, shortClip: 'refuse' as const };
    expect(() => networkClip({ ...input, frames }, [imageOf(1)])).toThrow(
      'The model needs 4 frames, and the clip has 1 of them; read a longer clip.',
    );
    expect(() => networkClip(input, [])).toThrow('reads 4 frames at once, not 0');
    expect(() =>
      networkClip(
        input,
        [1, 2, 3, 4, 5].map((frame) => imageOf(frame)),
      ),
    ).toThrow('reads 4 frames at once, not 5');
  });

  it('keeps every value once in every layout', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...layouts),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (layout, size, frameCount) => {
          const count = layout.includes('T') ? frameCount : 1;
          const clip = networkClip(
            {
              layout,
              frames: { ...input.frames, count },
              image: { ...input.image, size },
            },
            Array.from({ length: count }, (_, frame) => imageOf(frame, size)),
          );
          expect(clip.dims.reduce((product, length) => product * length, 1)).toBe(
            clip.values.length,
          );
          const wanted = Array.from({ length: count }, (_, frame) => [...imageOf(frame, size)]);
          expect([...clip.values].sort((a, b) => a - b)).toEqual(
            wanted.flat().sort((a, b) => a - b),
          );
        },
      ),
    );
  });
});
