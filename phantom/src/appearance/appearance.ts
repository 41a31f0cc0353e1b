import { greyStatistics, meanByDepth, type GreyStatistics } from './grey-statistics';
import type { PolarSamples } from './polar-samples';
import { speckleSize } from './speckle-size';

/** Statistics that are compared between real and simulated images. */
export interface Appearance {
  readonly grey: GreyStatistics;
  /** Mean grey value of each quarter of the depth, from the probe. */
  readonly byDepth: readonly number[];
  /** Size of the speckle in the near, middle and far third of the depth, cm. */
  readonly alongCm: readonly number[];
  readonly acrossCm: readonly number[];
}

export function appearanceOf(samples: PolarSamples): Appearance {
  const sizes = [0, 1, 2].map((third) => speckleSize(samples, third / 3, (third + 1) / 3));
  return {
    grey: greyStatistics(samples),
    byDepth: meanByDepth(samples, 4),
    alongCm: sizes.map(({ alongCm }) => alongCm),
    acrossCm: sizes.map(({ acrossCm }) => acrossCm),
  };
}

/** A row of the comparison table. */
export interface AppearanceRow {
  readonly name: string;
  readonly digits: number;
  readonly value: (appearance: Appearance) => number;
}

export const appearanceRows: readonly AppearanceRow[] = [
  { name: 'grey, mean', digits: 0, value: ({ grey }) => grey.mean },
  { name: 'grey, standard deviation', digits: 0, value: ({ grey }) => grey.deviation },
  { name: 'grey, skewness', digits: 1, value: ({ grey }) => grey.skewness },
  { name: 'grey, 25th percentile', digits: 0, value: ({ grey }) => grey.p25 },
  { name: 'grey, median', digits: 0, value: ({ grey }) => grey.median },
  { name: 'grey, 75th percentile', digits: 0, value: ({ grey }) => grey.p75 },
  { name: 'grey, 95th percentile', digits: 0, value: ({ grey }) => grey.p95 },
  { name: 'grey, 99th percentile', digits: 0, value: ({ grey }) => grey.p99 },
  { name: 'black (grey below 8), %', digits: 0, value: ({ grey }) => 100 * grey.black },
  ...['1st', '2nd', '3rd', '4th'].map((quarter, at) => ({
    name: `mean grey, ${quarter} quarter of the depth`,
    digits: 0,
    value: ({ byDepth }: Appearance) => byDepth[at],
  })),
  ...['near', 'middle', 'far'].map((third, at) => ({
    name: `speckle along the beam, ${third} third, mm`,
    digits: 1,
    value: ({ alongCm }: Appearance) => 10 * alongCm[at],
  })),
  ...['near', 'middle', 'far'].map((third, at) => ({
    name: `speckle across the beam, ${third} third, mm`,
    digits: 1,
    value: ({ acrossCm }: Appearance) => 10 * acrossCm[at],
  })),
];
