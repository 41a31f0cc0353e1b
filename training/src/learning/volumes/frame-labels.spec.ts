import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomStream } from '@echonet/models/random';
import { drawAffine, echoSpread, warpCodes } from '../augmentation/affine';
import { changedVolume, labelFrame } from './frame-labels';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-volumes-'));
afterAll(() => rmSync(directory, { recursive: true }));

const size = 128;
const set = { size, channels: 1, names: ['none', 'LV', 'LA'], labelled: ['LV', 'LA'] };

/** An upright ventricle with its base on a plane above an atrium. */
function heart(): Uint8Array {
  const isInside = (x: number, y: number, centre: number, half: number, height: number) =>
    ((x - 64) / half) ** 2 + ((y - centre) / height) ** 2 <= 1;
  return Uint8Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
    if (y < 70) {
      return isInside(x, y, 70, 14, 40) ? 1 : 0;
    }
    return isInside(x, y, 70, 14, 22) ? 2 : 0;
  });
}

function labelOf(codes: Uint8Array) {
  const structuresFile = path.join(directory, 'structures.bin');
  writeFileSync(structuresFile, codes);
  const images = {
    ...{ framesFile: '', framesOffset: 0, frameCount: 1, maskFile: '', maskOffset: 0 },
    ...{ structuresFile, structuresOffset: 0 },
  };
  return labelFrame({ images, frameIndex: 0 }, set);
}

describe('the volumes of a labelled frame', () => {
  it('are those of half spheroids of the outlines', () => {
    const { LV, LA } = labelOf(heart());
    const halfSpheroid = (half: number, height: number) => (2 / 3) * Math.PI * half ** 2 * height;
    // The corners where they meet are rounded off.
    expect(Math.abs(LV!.volume / halfSpheroid(14, 40) - 1)).toBeLessThan(0.07);
    expect(Math.abs(LA!.volume / halfSpheroid(14, 22) - 1)).toBeLessThan(0.07);
    expect(LV!.axis.y).toBeLessThan(-35);
    expect(Math.abs(LV!.axis.x)).toBeLessThan(3);
  });

  it('are absent where the frame has no ventricle', () => {
    expect(labelOf(new Uint8Array(size * size))).toEqual({});
  });

  it('change as those of the outlines that an augmentation changes', () => {
    const label = labelOf(heart());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const still = { ...echoSpread, shift: 0 };
        const toSource = drawAffine(randomStream(seed), still, size, size);
        const changed = labelOf(warpCodes(heart(), size, size, toSource));
        const expected = changedVolume(label.LV!, toSource);
        // Pixels of the drawn border, and what shear does to the apex, are worth a few percent.
        expect(Math.abs(Math.log(changed.LV!.volume / expected))).toBeLessThan(0.12);
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  it('grow with the cube of a zoom, whatever the axis', () => {
    const axis = fc.record({
      x: fc.double({ min: 1, max: 50, noNaN: true }),
      y: fc.double({ min: 1, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(axis, fc.double({ min: 0.2, max: 5, noNaN: true }), (long, zoom) => {
        const toSource = { xx: 1 / zoom, xy: 0, x0: 3, yx: 0, yy: 1 / zoom, y0: -2 };
        const volume = changedVolume({ volume: 100, axis: long }, toSource);
        expect(volume / (100 * zoom ** 3)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('grow by the square of a stretch across the axis and once along it', () => {
    const upright = { volume: 100, axis: { x: 0, y: 10 } };
    const wide = { xx: 0.5, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };
    const long = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 0.5, y0: 0 };
    expect(changedVolume(upright, wide)).toBeCloseTo(400, 9);
    expect(changedVolume(upright, long)).toBeCloseTo(200, 9);
  });
});
