/** Position of a sector on an image, pixels: part of a ring around its (virtual) tip. */
export interface ImageFan {
  readonly tipX: number;
  readonly tipY: number;
  /** Angles of the edges from vertical, radians, positive to the right. */
  readonly leftAngle: number;
  readonly rightAngle: number;
  /** Distance of the probe's face and of the bottom of the sector from the tip. */
  readonly innerRadius: number;
  readonly outerRadius: number;
  readonly pixelsPerCm: number;
}

/** Grey values 0..255, beams x samplesPerBeam. */
export interface PolarSamples {
  readonly beams: number;
  readonly samplesPerBeam: number;
  readonly greyValues: Float32Array;
  /** Angle between neighbouring beams, radians. */
  readonly beamSpacing: number;
  /** Distance between neighbouring samples, cm. */
  readonly sampleSpacing: number;
  /** Distance of the first sample from the tip, cm. */
  readonly firstRadius: number;
}

/** Margins at the sector's borders, where pixels are partly black. */
const marginCm = 0.25;
const marginAngle = 0.02;

/**
 * Samples an image along the beams of its sector with bilinear interpolation.
 *
 * @param greyValues Rows x Columns values, 0..255
 * @param sampleSpacing cm
 * @param beamSpacing radians
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
