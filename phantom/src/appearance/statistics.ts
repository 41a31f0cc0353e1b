import type { PolarSamples } from './polar-samples';

/** First-order statistics of the grey values of a sector, 0..255. */
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
  /** Share of values below 8, 0..1. */
  readonly black: number;
}

/** Every sample of a polar image weighted by its area: far samples stand for more tissue. */
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
 * Mean grey in so many parts of the depth, from the probe to the bottom.
 *
 * @returns `parts` means
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

/** Size of the speckle: full width at half maximum of the grey values' autocorrelation, cm. */
export interface SpeckleSize {
  readonly alongCm: number;
  readonly acrossCm: number;
}

/** Structures larger than this are anatomy, not speckle: taken off as the local mean. */
const windowAlongCm = 1.2;
const windowAcrossCm = 2.4;
/** Grey values of tissue: speckle is measured where the local mean is at least this. */
const leastTissueGrey = 16;

/**
 * Autocorrelation of the speckle in a part of the depth: grey values less their local mean, where there
 * is tissue.
 *
 * @param from,to parts of the depth, 0..1
 * @returns NaN where there is too little tissue
 */
export function speckleSize(samples: PolarSamples, from: number, to: number): SpeckleSize {
  const { beams, samplesPerBeam, greyValues, sampleSpacing, beamSpacing, firstRadius } = samples;
  const first = Math.round(from * samplesPerBeam);
  const last = Math.round(to * samplesPerBeam);
  const acrossSpacing = beamSpacing * (firstRadius + ((first + last) / 2) * sampleSpacing);
  const mean = localMean(
    samples,
    Math.round(windowAlongCm / sampleSpacing / 2),
    Math.round(windowAcrossCm / acrossSpacing / 2),
  );
  const residual = greyValues.map((grey, i) => (mean[i] >= leastTissueGrey ? grey - mean[i] : NaN));

  /** Mean product of residuals so many beams and samples apart, over the part of the depth. */
  const covariance = (beamLag: number, sampleLag: number): number => {
    let [sum, count] = [0, 0];
    for (let beam = 0; beam + beamLag < beams; beam++) {
      for (let sample = first; sample + sampleLag < last; sample++) {
        const i = beam * samplesPerBeam + sample;
        const product = residual[i] * residual[i + beamLag * samplesPerBeam + sampleLag];
        if (Number.isNaN(product)) continue;
        sum += product;
        count++;
      }
    }
    return count > 500 ? sum / count : NaN;
  };
  const variance = covariance(0, 0);
  const width = (at: (lag: number) => number, spacing: number): number => {
    let before = 1;
    for (let lag = 1; lag < 200; lag++) {
      const here = at(lag) / variance;
      if (!(here > 0.5)) return 2 * (lag - 1 + (before - 0.5) / (before - here)) * spacing;
      before = here;
    }
    return NaN;
  };
  return {
    alongCm: width((lag) => covariance(0, lag), sampleSpacing),
    acrossCm: width((lag) => covariance(lag, 0), acrossSpacing),
  };
}

/** Mean over a box of so many samples and beams on either side, cut at the borders. */
function localMean(samples: PolarSamples, alongReach: number, acrossReach: number): Float32Array {
  const { beams, samplesPerBeam, greyValues } = samples;
  // Sums over all beams and samples before (summed-area table).
  const width = samplesPerBeam + 1;
  const sums = new Float64Array((beams + 1) * width);
  for (let beam = 0; beam < beams; beam++) {
    let row = 0;
    for (let sample = 0; sample < samplesPerBeam; sample++) {
      row += greyValues[beam * samplesPerBeam + sample];
      sums[(beam + 1) * width + sample + 1] = sums[beam * width + sample + 1] + row;
    }
  }
  const mean = new Float32Array(greyValues.length);
  for (let beam = 0, i = 0; beam < beams; beam++) {
    const [left, right] = [
      Math.max(0, beam - acrossReach),
      Math.min(beams, beam + acrossReach + 1),
    ];
    for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
      const top = Math.max(0, sample - alongReach);
      const bottom = Math.min(samplesPerBeam, sample + alongReach + 1);
      const sum =
        sums[right * width + bottom] -
        sums[left * width + bottom] -
        sums[right * width + top] +
        sums[left * width + top];
      mean[i] = sum / ((right - left) * (bottom - top));
    }
  }
  return mean;
}
