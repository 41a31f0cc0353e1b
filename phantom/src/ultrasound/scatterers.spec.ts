import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { regionCode, type TissueSamples } from '../scene/scene';
import { beamGrid, type BeamGrid } from './beam-grid';
import { PointSpread } from './point-spread';
import { Scatterers } from './scatterers';
import { echoTable } from './tissue-echoes';

const sector = { beams: 120, samplesPerBeam: 300, depthCm: 15, halfAngle: 0.7, tipAboveFaceCm: 0 };
const optics = {
  frequencyMHz: 2.5,
  pulsePeriods: 2.2,
  apertureCm: 1.8,
  focusCm: 8,
  sideLobeDb: -60,
};
const { flows } = echoTable(0);

/** One tissue everywhere. @param push displacement, lateral and in depth, cm */
function uniformTissue(
  grid: BeamGrid,
  region: 'lvWall' | 'lvCavity',
  push = [0, 0],
): TissueSamples {
  return {
    region: new Uint8Array(grid.lateral.length).fill(regionCode[region]),
    materialX: grid.lateral.map((lateral) => lateral - push[0]),
    materialY: grid.depth.map((depth) => depth - push[1]),
    materialZ: new Float32Array(grid.lateral.length),
  };
}

function envelope(grid: BeamGrid, tissue: TissueSamples, exchange = 0): Float32Array {
  const scatterers = new Scatterers(randomStream('test'), grid);
  const [real, imaginary] = [
    new Float32Array(grid.lateral.length),
    new Float32Array(grid.lateral.length),
  ];
  const amplitude = new Float32Array(grid.lateral.length).fill(1);
  scatterers.place(tissue, flows, exchange);
  scatterers.scatter(amplitude, real, imaginary);
  const pointSpread = new PointSpread(grid, optics, 1);
  pointSpread.blur(real);
  pointSpread.blur(imaginary);
  return real.map((part, i) => Math.hypot(part, imaginary[i]));
}

/** Values away from the sector's borders, where the blur lacks neighbours. */
function inner(grid: BeamGrid, field: Float32Array): number[] {
  return [...field].filter((_, i) => {
    const beam = Math.floor(i / grid.samplesPerBeam);
    const sample = i % grid.samplesPerBeam;
    return beam >= 20 && beam < grid.beams - 20 && sample >= 30 && sample < 290;
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;
function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - ma) * (b[i] - mb)));
  const spread = (values: readonly number[], m: number): number =>
    Math.sqrt(mean(values.map((value) => (value - m) ** 2)));
  return covariance / spread(a, ma) / spread(b, mb);
}

describe('speckle', () => {
  const grid = beamGrid(sector);

  it('of uniform tissue follows the Rayleigh distribution before compression', () => {
    const values = inner(grid, envelope(grid, uniformTissue(grid, 'lvWall'))).sort((a, b) => a - b);
    const m = mean(values);
    const spread = Math.sqrt(mean(values.map((value) => (value - m) ** 2)));
    // Mean over standard deviation of a Rayleigh distribution (Burckhardt 1978).
    expect(m / spread).toBeGreaterThan(1.81);
    expect(m / spread).toBeLessThan(2.01);
    // Unit power on average, whatever the depth's blur.
    const power = mean(values.map((value) => value ** 2));
    expect(Math.abs(power - 1)).toBeLessThan(0.12);
    // Kolmogorov and Smirnov's distance; about 2000 grains are independent.
    const distance = Math.max(
      ...values.map((value, rank) =>
        Math.abs(1 - Math.exp(-(value ** 2) / power) - (rank + 0.5) / values.length),
      ),
    );
    expect(distance).toBeLessThan(0.03);
  });

  it('moves with the tissue, also by less than a sample', () => {
    const rest = envelope(grid, uniformTissue(grid, 'lvWall'));
    const spacing = grid.sampleSpacing;
    const half = envelope(grid, uniformTissue(grid, 'lvWall', [0, spacing / 2]));
    expect(correlation(inner(grid, rest), inner(grid, half))).toBeGreaterThan(0.8);

    // The middle beams look straight down: six samples deeper is the same speckle again.
    const pushed = envelope(grid, uniformTissue(grid, 'lvWall', [0, 6 * spacing]));
    const middle = (field: Float32Array, shift: number): number[] =>
      [58, 59, 60, 61].flatMap((beam) => [
        ...field.subarray(beam * 300 + 100 + shift, beam * 300 + 250 + shift),
      ]);
    expect(correlation(middle(rest, 0), middle(pushed, 6))).toBeGreaterThan(0.9);
    expect(correlation(middle(rest, 0), middle(pushed, 0))).toBeLessThan(0.4);
  });

  it('moves with tissue that slides across the beams, where they are far apart, too', () => {
    const deep = (field: Float32Array): number[] =>
      [...field].filter((_, i) => {
        const beam = Math.floor(i / 300);
        return beam > 40 && beam < 80 && i % 300 > 200 && i % 300 < 290;
      });
    const rest = deep(envelope(grid, uniformTissue(grid, 'lvWall')));
    // A third of the distance between two beams at 12 cm.
    const slid = deep(envelope(grid, uniformTissue(grid, 'lvWall', [0.047, 0])));
    const far = deep(envelope(grid, uniformTissue(grid, 'lvWall', [2, 0])));
    expect(correlation(rest, slid)).toBeGreaterThan(0.7);
    expect(Math.abs(correlation(rest, far))).toBeLessThan(0.2);
  });

  it('of blood is uncorrelated between frames', () => {
    const blood = uniformTissue(grid, 'lvCavity');
    const first = inner(grid, envelope(grid, blood, 0.1));
    const second = inner(grid, envelope(grid, blood, 0.7));
    expect(Math.abs(correlation(first, second))).toBeLessThan(0.1);
  });
});
