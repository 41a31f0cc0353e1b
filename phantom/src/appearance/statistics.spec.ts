import { describe, expect, it } from '@jest/globals';
import { normalStream, randomStream } from '@echonet/models/random';
import { greyStatistics, meanByDepth } from './grey-statistics';
import { polarSamples, type PolarSamples } from './polar-samples';
import { speckleSize } from './speckle-size';

const shape = {
  beams: 200,
  samplesPerBeam: 320,
  beamSpacing: 0.004,
  sampleSpacing: 0.05,
  firstRadius: 1,
};
const polar = (grey: (beam: number, sample: number) => number): PolarSamples => ({
  ...shape,
  greyValues: Float32Array.from({ length: shape.beams * shape.samplesPerBeam }, (_, i) =>
    grey(Math.floor(i / shape.samplesPerBeam), i % shape.samplesPerBeam),
  ),
});

/** White noise around a grey value, filtered by Gaussians along and across the beams. */
function filteredNoise(alongDeviation: number, acrossDeviation: number): PolarSamples {
  const normal = normalStream(randomStream('noise'));
  const white = polar(() => normal());
  const filter = (values: Float32Array, deviation: number, stride: number): Float32Array => {
    const reach = Math.ceil(4 * deviation);
    return values.map((_, i) => {
      let sum = 0;
      for (let tap = -reach; tap <= reach; tap++) {
        sum += Math.exp(-0.5 * (tap / deviation) ** 2) * (values[i + tap * stride] ?? 0);
      }
      return sum;
    });
  };
  const along = filter(white.greyValues, alongDeviation, 1);
  const both = filter(along, acrossDeviation, shape.samplesPerBeam);
  return { ...white, greyValues: both.map((value) => 100 + value) };
}

describe('speckle size', () => {
  it('of filtered noise is the width of the filter’s own autocorrelation', () => {
    // A Gaussian of deviation s has the autocorrelation exp(-d^2 / 4 s^2): half at 2 s sqrt(ln 2).
    const [along, across] = [2, 3];
    const { alongCm, acrossCm } = speckleSize(filteredNoise(along, across), 0.5, 1);
    const width = (deviation: number): number => 4 * deviation * Math.sqrt(Math.LN2);
    const radius = shape.firstRadius + 0.75 * shape.samplesPerBeam * shape.sampleSpacing;
    expect(alongCm / (width(along) * shape.sampleSpacing)).toBeGreaterThan(0.92);
    expect(alongCm / (width(along) * shape.sampleSpacing)).toBeLessThan(1.05);
    expect(acrossCm / (width(across) * shape.beamSpacing * radius)).toBeGreaterThan(0.92);
    expect(acrossCm / (width(across) * shape.beamSpacing * radius)).toBeLessThan(1.05);
  });

  it('is not changed by bright anatomy behind the speckle', () => {
    const noise = filteredNoise(2, 3);
    const plain = speckleSize(noise, 0.5, 1);
    const greyValues = noise.greyValues.map(
      (grey, i) => grey + 60 * Math.sin(((i % shape.samplesPerBeam) / shape.samplesPerBeam) * 6),
    );
    const { alongCm } = speckleSize({ ...noise, greyValues }, 0.5, 1);
    expect(Math.abs(alongCm / plain.alongCm - 1)).toBeLessThan(0.05);
  });

  it('is NaN where there is no tissue', () => {
    expect(
      speckleSize(
        polar(() => 3),
        0,
        1,
      ).alongCm,
    ).toBeNaN();
  });
});

describe('grey statistics', () => {
  it('weight every sample by its area', () => {
    // Black to half of the depth: area grows with the distance from the tip.
    const half = shape.samplesPerBeam / 2;
    const { mean, black, median, skewness, deviation } = greyStatistics(
      polar((_, sample) => (sample < half ? 0 : 200)),
    );
    const area = (from: number, to: number): number => to ** 2 - from ** 2;
    const bottom = shape.firstRadius + shape.samplesPerBeam * shape.sampleSpacing;
    const middle = shape.firstRadius + half * shape.sampleSpacing;
    const bright = area(middle, bottom) / area(shape.firstRadius, bottom);
    expect(black).toBeCloseTo(1 - bright, 2);
    expect(mean).toBeCloseTo(200 * bright, -1);
    expect(median).toBe(200);
    // Two values: moments of a Bernoulli distribution.
    expect(deviation).toBeCloseTo(200 * Math.sqrt(bright * (1 - bright)), 0);
    expect(skewness).toBeCloseTo((1 - 2 * bright) / Math.sqrt(bright * (1 - bright)), 1);
  });

  it('have the quantiles of a linear ramp across the beams', () => {
    const { p25, median, p75, p95 } = greyStatistics(
      polar((beam) => (255 * beam) / (shape.beams - 1)),
    );
    expect(Math.abs(p25 - 64)).toBeLessThan(2);
    expect(Math.abs(median - 128)).toBeLessThan(2);
    expect(Math.abs(p75 - 191)).toBeLessThan(2);
    expect(Math.abs(p95 - 242)).toBeLessThan(2);
  });

  it('follow the signal down the depth', () => {
    const means = meanByDepth(
      polar((_, sample) => Math.floor((sample * 4) / 320) * 20),
      4,
    );
    means.forEach((mean, part) => expect(mean).toBeCloseTo(20 * part, 6));
  });
});

describe('polarSamples', () => {
  it('reads each pixel at its distance and angle', () => {
    const fan = {
      tipX: 100,
      tipY: 4,
      leftAngle: -0.7,
      rightAngle: 0.7,
      innerRadius: 0,
      outerRadius: 140,
      pixelsPerCm: 10,
    };
    // An image whose grey value is the distance from the tip in pixels.
    const image = Float32Array.from({ length: 200 * 160 }, (_, i) =>
      Math.hypot((i % 200) + 0.5 - 100, Math.floor(i / 200) + 0.5 - 4),
    );
    const samples = polarSamples(image, 200, fan);
    const wrong = samples.greyValues.findIndex((grey, i) => {
      const radius = samples.firstRadius + (i % samples.samplesPerBeam) * samples.sampleSpacing;
      return Math.abs(grey - 10 * radius) > 0.2;
    });
    expect(wrong).toBe(-1);
  });
});
