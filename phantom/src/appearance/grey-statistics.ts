import type { PolarSamples } from './polar-samples';

/** First-order statistics of the grey values of a sector, 0..255, weighted by area. */
export interface GreyStatistics {
  readonly mean: number;
  readonly deviation: number;
  /** Third standardised moment. */
  readonly skewness: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
  /** Fraction of values below 8, 0..1. */
  readonly black: number;
}

/** Weights every sample by its area, which grows with the distance from the sector's tip. */
export function greyStatistics(samples: PolarSamples): GreyStatistics {
  const weights = new Float64Array(256);
  forEachSample(samples, (grey, area) => {
    weights[Math.min(255, Math.max(0, Math.round(grey)))] += area;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const moment = (order: number, about: number): number =>
    weights.reduce((sum, weight, grey) => sum + weight * (grey - about) ** order, 0) / total;
  const mean = moment(1, 0);
  const deviation = Math.sqrt(moment(2, mean));
  const quantile = (share: number): number => {
    let sum = 0;
    return weights.findIndex((weight) => (sum += weight) >= share * total);
  };
  return {
    mean,
    deviation,
    skewness: deviation > 0 ? moment(3, mean) / deviation ** 3 : 0,
    p25: quantile(0.25),
    median: quantile(0.5),
    p75: quantile(0.75),
    p95: quantile(0.95),
    p99: quantile(0.99),
    black: weights.slice(0, 8).reduce((sum, weight) => sum + weight, 0) / total,
  };
}

function forEachSample(
  { samplesPerBeam, greyValues, sampleSpacing, firstRadius }: PolarSamples,
  visit: (grey: number, area: number, sample: number) => void,
): void {
  for (let i = 0; i < greyValues.length; i++) {
    const sample = i % samplesPerBeam;
    visit(greyValues[i], firstRadius + sample * sampleSpacing, sample);
  }
}

/**
 * Mean grey value in equal parts of the depth.
 *
 * @returns `parts` means, from the probe to the bottom
 */
export function meanByDepth(samples: PolarSamples, parts: number): number[] {
  const sums = new Float64Array(parts);
  const areas = new Float64Array(parts);
  forEachSample(samples, (grey, area, sample) => {
    const part = Math.floor((sample * parts) / samples.samplesPerBeam);
    sums[part] += grey * area;
    areas[part] += area;
  });
  return Array.from(sums, (sum, part) => sum / areas[part]);
}
