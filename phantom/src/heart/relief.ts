import type { ReliefWave } from '../patient';

/**
 * Squared radius of a chamber's cross-section over that of the smooth ellipse. It fades to 1 at both
 * ends. Waves around the axis leave the area of every cross-section as it is, since the squared
 * radius averages to that of the ellipse: volumes stay exact.
 *
 * @param x,y from the axis; for an ellipse in units of its half axes
 * @param r2 x^2 + y^2
 * @param part of the chamber's length, 0..1
 */
export type Relief = (x: number, y: number, r2: number, part: number) => number;

const entries = 64;

/** Makes waves quick to look up: no trigonometry is left for a point. */
export function relief(waves: readonly ReliefWave[]): Relief {
  const [cos2, sin2, cos3, sin3] = [2, 2, 3, 3].map(() => new Float64Array(entries + 1));
  for (const { lobes, amplitude, start, turn } of waves) {
    const [cos, sin] = lobes === 2 ? [cos2, sin2] : [cos3, sin3];
    for (let entry = 0; entry <= entries; entry++) {
      const part = entry / entries;
      const height = amplitude * Math.sin(Math.PI * part);
      cos[entry] += height * Math.cos(start + turn * part);
      sin[entry] += height * Math.sin(start + turn * part);
    }
  }
  return (x, y, r2, part) => {
    if (part <= 0 || part >= 1 || r2 < 1e-9) {
      return 1;
    }
    const entry = Math.round(part * entries);
    const oval = cos2[entry] * (x * x - y * y) + sin2[entry] * 2 * x * y;
    const triangle = cos3[entry] * x * (x * x - 3 * y * y) + sin3[entry] * y * (3 * x * x - y * y);
    return 1 + (oval + triangle / Math.sqrt(r2)) / r2;
  };
}
