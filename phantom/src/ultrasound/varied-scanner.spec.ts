import { describe, expect, it } from '@jest/globals';
import { addShadows } from './beam-shadows';
import { beamGrid } from './beam-grid';
import { reduceSpeckle } from './speckle-reduction';
import { normalStream, randomStream } from '@echonet/models/random';

const grid = beamGrid({
  ...{ beams: 60, samplesPerBeam: 100, depthCm: 10, halfAngle: 0.7, tipAboveFaceCm: 0 },
});

describe('addShadows', () => {
  it('takes its loss from the beams and depths of the shadow', () => {
    const lossDb = new Float32Array(60 * 100);
    addShadows([{ side: 0.5, widthShare: 0.1, fromCm: 3, toCm: 6, lossDb: 12 }], grid, lossDb);
    const at = (beam: number, cm: number) => lossDb[beam * 100 + Math.round(cm * 10)];
    expect(at(44, 4.5)).toBeCloseTo(12, 0);
    expect(at(44, 1)).toBe(0);
    expect(at(44, 8)).toBe(0);
    expect(at(10, 4.5)).toBeLessThan(0.01);
  });
});

describe('reduceSpeckle', () => {
  const machine = { speckleReduction: 1, dynamicRangeDb: 60 };

  it('smooths what varies no more than speckle, and keeps a strong edge', () => {
    const normal = normalStream(randomStream('speckle'));
    const image = Float32Array.from(
      { length: 60 * 100 },
      (_, i) => (i % 100 < 50 ? 60 : 220) + 8 * normal(),
    );
    const before = image.slice();
    reduceSpeckle(image, grid, machine);
    const spread = (values: Float32Array) => {
      const part = values.subarray(30 * 100 + 10, 30 * 100 + 40);
      const mean = part.reduce((sum, v) => sum + v, 0) / part.length;
      return Math.sqrt(part.reduce((sum, v) => sum + (v - mean) ** 2, 0) / part.length);
    };
    expect(spread(image)).toBeLessThan(0.5 * spread(before));
    expect(image[30 * 100 + 51] - image[30 * 100 + 48]).toBeGreaterThan(120);
  });

  it('leaves the image as it is where it is off', () => {
    const image = Float32Array.from({ length: 60 * 100 }, (_, i) => i % 200);
    const before = image.slice();
    reduceSpeckle(image, grid, { dynamicRangeDb: 60 });
    expect(image).toEqual(before);
  });
});
