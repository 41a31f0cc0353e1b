import type { PolarSamples } from './polar-samples';

/** Full width at half maximum of the autocorrelation of the grey values, cm. */
export interface SpeckleSize {
  readonly alongCm: number;
  readonly acrossCm: number;
}

/** Window of the local mean, which is subtracted: larger structures are anatomy, not speckle. */
const windowAlongCm = 1.2;
const windowAcrossCm = 2.4;
/** Speckle is measured where the local mean is at least this. */
const leastTissueGrey = 16;

/**
 * Size of the speckle in a range of the depth, from grey values less their local mean where there is
 * tissue.
 *
 * @param from,to fractions of the depth, 0..1
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

  const covariance = (beamLag: number, sampleLag: number): number => {
    let [sum, count] = [0, 0];
    for (let beam = 0; beam + beamLag < beams; beam++) {
      for (let sample = first; sample + sampleLag < last; sample++) {
        const i = beam * samplesPerBeam + sample;
        const product = residual[i] * residual[i + beamLag * samplesPerBeam + sampleLag];
        if (Number.isNaN(product)) {
          continue;
        }
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
      if (!(here > 0.5)) {
        return 2 * (lag - 1 + (before - 0.5) / (before - here)) * spacing;
      }
      before = here;
    }
    return NaN;
  };
  return {
    alongCm: width((lag) => covariance(0, lag), sampleSpacing),
    acrossCm: width((lag) => covariance(lag, 0), acrossSpacing),
  };
}

/** Mean over a box, clipped at the borders. @param alongReach,acrossReach its half widths */
function localMean(samples: PolarSamples, alongReach: number, acrossReach: number): Float32Array {
  const { beams, samplesPerBeam, greyValues } = samples;
  // Summed-area table.
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
