import type { Machine } from '../ultrasound/machine';
import type { PolarImage } from '../ultrasound/scanner';
import type { SectorGeometry } from './sector-geometry';

type Sampling = Pick<
  Machine,
  'beams' | 'samplesPerBeam' | 'depthCm' | 'halfAngle' | 'tipAboveFaceCm'
>;

export interface ScanConverter {
  /** Rows x Columns; 1 inside the sector, 0 outside. */
  readonly sector: Uint8Array;
  /**
   * Paints the pixels of the sector only.
   *
   * @param screen Rows x Columns grey values
   */
  readonly paint: (polar: PolarImage, screen: Uint8Array) => void;
}

/** Bilinear interpolation between beams and samples, with weights computed once. */
export function createScanConverter(
  { beams, samplesPerBeam, depthCm, halfAngle, tipAboveFaceCm: tip }: Sampling,
  { Rows, Columns, faceX, faceY, pixelsPerCm }: SectorGeometry,
): ScanConverter {
  const pixels = new Int32Array(Rows * Columns);
  const corners = new Int32Array(Rows * Columns);
  const across = new Float32Array(Rows * Columns);
  const along = new Float32Array(Rows * Columns);
  const sector = new Uint8Array(Rows * Columns);
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  let count = 0;
  for (let row = 0; row < Rows; row++) {
    for (let column = 0; column < Columns; column++) {
      const x = (column + 0.5 - faceX) / pixelsPerCm;
      const y = (row + 0.5 - faceY) / pixelsPerCm + tip;
      const range = Math.hypot(x, y) - tip;
      const angle = Math.atan2(x, y);
      if (range < 0 || range > depthCm || Math.abs(angle) > halfAngle) {
        continue;
      }
      const beam = ((angle / halfAngle + 1) / 2) * beams - 0.5;
      const sample = (range / depthCm) * samplesPerBeam - 0.5;
      const firstBeam = Math.min(beams - 2, Math.max(0, Math.floor(beam)));
      const firstSample = Math.min(samplesPerBeam - 2, Math.max(0, Math.floor(sample)));
      const pixel = row * Columns + column;
      sector[pixel] = 1;
      pixels[count] = pixel;
      corners[count] = firstBeam * samplesPerBeam + firstSample;
      across[count] = within(beam - firstBeam);
      along[count] = within(sample - firstSample);
      count++;
    }
  }
  return {
    sector,
    paint(polar, screen) {
      for (let i = 0; i < count; i++) {
        const at = corners[i];
        const next = at + samplesPerBeam;
        const near = polar[at] + (polar[at + 1] - polar[at]) * along[i];
        const far = polar[next] + (polar[next + 1] - polar[next]) * along[i];
        screen[pixels[i]] = near + (far - near) * across[i] + 0.5;
      }
    },
  };
}
