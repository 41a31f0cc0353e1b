import { describe, expect, it } from '@jest/globals';
import { beamGrid } from './beam-grid';
import { axialWidthCm, lateralWidthCm, PointSpread } from './point-spread';

const grid = beamGrid({
  beams: 160,
  samplesPerBeam: 400,
  depthCm: 16,
  halfAngle: 0.7,
  tipAboveFaceCm: 0,
});
const optics = {
  frequencyMHz: 2.5,
  pulsePeriods: 2.5,
  apertureCm: 1.8,
  focusCm: 6,
  sideLobeDb: -30,
};

/** Response to a point in the middle beam at a sample, as lines along and across the beam. */
function response(sample: number): { along: number[]; across: number[] } {
  const field = new Float32Array(grid.beams * grid.samplesPerBeam);
  const beam = 80;
  field[beam * grid.samplesPerBeam + sample] = 1;
  new PointSpread(grid, optics, 1).blur(field);
  return {
    along: [...field.subarray(beam * grid.samplesPerBeam, (beam + 1) * grid.samplesPerBeam)],
    across: Array.from({ length: grid.beams }, (_, b) => field[b * grid.samplesPerBeam + sample]),
  };
}

/** Full width at half maximum, in grid steps, by linear interpolation. */
function fullWidth(line: readonly number[]): number {
  const peak = line.indexOf(Math.max(...line));
  const edge = (direction: 1 | -1): number => {
    let at = peak;
    while (line[at + direction] > line[peak] / 2) {
      at += direction;
    }
    const [above, below] = [line[at], line[at + direction]];
    return Math.abs(at - peak) + (above - line[peak] / 2) / (above - below);
  };
  return edge(1) + edge(-1);
}

describe('the point-spread function', () => {
  it('is as long as half the pulse', () => {
    const width = fullWidth(response(200).along) * grid.sampleSpacing;
    expect(width / axialWidthCm(optics)).toBeGreaterThan(0.9);
    expect(width / axialWidthCm(optics)).toBeLessThan(1.15);
  });

  it('widens across the beam beyond the focus by diffraction', () => {
    const widths = [150, 250, 390].map(
      (sample) => fullWidth(response(sample).across) * grid.lateralSpacing[sample],
    );
    expect(widths[1]).toBeGreaterThan(1.4 * widths[0]);
    expect(widths[2]).toBeGreaterThan(1.3 * widths[1]);
    [150, 250, 390].forEach((sample, at) => {
      const ratio = widths[at] / lateralWidthCm(optics, grid.range[sample], 1);
      expect(ratio).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.15);
    });
  });

  it('has side lobes of the stated level beside the main beam', () => {
    const { across } = response(150);
    // The main beam has died away 25 beams off; the halo has fallen by 0.92 a beam.
    const beside = across[105] / across[80];
    expect(20 * Math.log10(beside)).toBeLessThan(-30);
    expect(20 * Math.log10(beside)).toBeGreaterThan(-55);
  });
});
