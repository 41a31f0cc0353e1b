/** A sector on an image, in pixels: the part of a ring below its (virtual) tip. */
export interface ImageFan {
  readonly tipX: number;
  readonly tipY: number;
  /** Edges, radians from straight down, positive to the right. */
  readonly leftAngle: number;
  readonly rightAngle: number;
  /** From the tip to the probe's face and to the bottom of the sector. */
  readonly innerRadius: number;
  readonly outerRadius: number;
  readonly pixelsPerCm: number;
}

/** Grey values 0..255 along beams, beam after beam. */
export interface PolarSamples {
  readonly beams: number;
  readonly samplesPerBeam: number;
  readonly greyValues: Float32Array;
  /** Radians from one beam to the next. */
  readonly beamSpacing: number;
  /** cm from one sample to the next. */
  readonly sampleSpacing: number;
  /** Distance of the first sample from the tip, cm. */
  readonly firstRadius: number;
}

/** Left out at the sector's borders, where pixels are half black. */
const marginCm = 0.25;
const marginAngle = 0.02;

/**
 * Reads an image along the beams of its sector, bilinear between pixels.
 *
 * @param grey values Columns * rows values 0..255
 */
export function polarSamples(
  greyValues: ArrayLike<number>,
  Columns: number,
  fan: ImageFan,
  sampleSpacing = 0.05,
  beamSpacing = 0.006,
): PolarSamples {
  const firstRadius = fan.innerRadius / fan.pixelsPerCm + marginCm;
  const lastRadius = fan.outerRadius / fan.pixelsPerCm - marginCm;
  const beams = Math.floor((fan.rightAngle - fan.leftAngle - 2 * marginAngle) / beamSpacing);
  const samplesPerBeam = Math.floor((lastRadius - firstRadius) / sampleSpacing);
  const samples = new Float32Array(beams * samplesPerBeam);
  for (let beam = 0, i = 0; beam < beams; beam++) {
    const angle = fan.leftAngle + marginAngle + beam * beamSpacing;
    for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
      const radius = (firstRadius + sample * sampleSpacing) * fan.pixelsPerCm;
      // Centres of pixels lie at halves.
      const x = fan.tipX + radius * Math.sin(angle) - 0.5;
      const y = fan.tipY + radius * Math.cos(angle) - 0.5;
      const [column, row] = [Math.floor(x), Math.floor(y)];
      const [right, down] = [x - column, y - row];
      const at = row * Columns + column;
      const upper = (greyValues[at] ?? 0) * (1 - right) + (greyValues[at + 1] ?? 0) * right;
      const lower =
        (greyValues[at + Columns] ?? 0) * (1 - right) + (greyValues[at + Columns + 1] ?? 0) * right;
      samples[i] = upper + (lower - upper) * down;
    }
  }
  return { beams, samplesPerBeam, greyValues: samples, beamSpacing, sampleSpacing, firstRadius };
}
