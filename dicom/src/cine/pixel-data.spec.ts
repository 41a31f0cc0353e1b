import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compressedFrames } from './pixel-data';

/** A JPEG as far as its markers go; inside, every 0xff is followed by 0. */
const jpeg = fc
  .array(fc.integer({ min: 0, max: 254 }), { minLength: 4, maxLength: 40 })
  .map((inside) => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, ...inside, 0xff, 0xd9));

/** Cut into pieces of a length, as some archives store frames. */
const pieces = (bytes: Uint8Array, length: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
    bytes.slice(i * length, (i + 1) * length),
  );

describe('compressedFrames', () => {
  it('joins the fragments of a frame without an offset table', () => {
    fc.assert(
      fc.property(
        fc.array(jpeg, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 4, max: 50 }),
        (frames, length) => {
          const fragments = frames.flatMap((frame) => pieces(frame, length));
          expect(compressedFrames(fragments, frames.length)).toEqual(frames);
        },
      ),
    );
  });

  it('joins all fragments of a single frame, whatever they begin with', () => {
    const fragments = [Uint8Array.of(1, 2), Uint8Array.of(0xff, 0xd8, 0xff)];
    expect(compressedFrames(fragments, 1)).toEqual([Uint8Array.of(1, 2, 0xff, 0xd8, 0xff)]);
  });

  it('returns fewer frames than the header claims where fewer are there', () => {
    expect(compressedFrames([Uint8Array.of(1), Uint8Array.of(2)], 5)).toHaveLength(2);
  });
});
