import type { ProbeView } from './patient';
import { beams, samplesPerBeam, type PolarPicture } from './ultrasound';

/** Where the sector lies on the screen, in pixels. */
export interface ScreenGeometry {
  readonly Rows: number;
  readonly Columns: number;
  /** Position of the probe: the sector's tip. */
  readonly apexX: number;
  readonly apexY: number;
  readonly pixelsPerCm: number;
  /** Box around the sector, both corners inside: the ultrasound region of the DICOM header. */
  readonly region: { x0: number; y0: number; x1: number; y1: number };
}

/** Lays the sector on a screen of Rows x Columns with room for text above and the ECG below. */
export function screenGeometry(view: ProbeView, Rows: number, Columns: number): ScreenGeometry {
  const top = Math.round(Rows * 0.055);
  const bottom = Math.round(Rows * 0.05);
  const pixelsPerCm = Math.min(
    (Rows - top - bottom) / view.depth,
    (Columns * 0.94) / (2 * view.depth * Math.sin(view.halfAngle)),
  );
  const apexX = Columns / 2;
  const halfWidth = Math.sin(view.halfAngle) * view.depth * pixelsPerCm;
  return {
    Rows,
    Columns,
    apexX,
    apexY: top,
    pixelsPerCm,
    region: {
      x0: Math.max(0, Math.floor(apexX - halfWidth)),
      y0: top,
      x1: Math.min(Columns - 1, Math.ceil(apexX + halfWidth)),
      y1: Math.min(Rows - 1, Math.ceil(top + view.depth * pixelsPerCm)),
    },
  };
}

/** Turns polar pictures into screens: bilinear between beams and samples, black outside. */
export function createScanConverter(
  view: ProbeView,
  geometry: ScreenGeometry,
): (polar: PolarPicture) => Uint8Array {
  const { Rows, Columns, apexX, apexY, pixelsPerCm } = geometry;
  const pixels: number[] = [];
  const corners: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < Rows; row += 1) {
    for (let column = 0; column < Columns; column += 1) {
      const x = (column + 0.5 - apexX) / pixelsPerCm;
      const y = (row + 0.5 - apexY) / pixelsPerCm;
      const range = Math.hypot(x, y);
      const angle = Math.atan2(x, y);
      // The probe's face: the first half centimetre is blank.
      if (range > view.depth || range < 0.4 || Math.abs(angle) > view.halfAngle) continue;
      const beam = (angle / view.halfAngle + 1) * 0.5 * beams - 0.5;
      const sample = (range / view.depth) * samplesPerBeam - 0.5;
      const firstBeam = Math.min(beams - 2, Math.max(0, Math.floor(beam)));
      const firstSample = Math.min(samplesPerBeam - 2, Math.max(0, Math.floor(sample)));
      pixels.push(row * Columns + column);
      corners.push(firstBeam * samplesPerBeam + firstSample);
      weights.push(
        Math.min(1, Math.max(0, beam - firstBeam)),
        Math.min(1, Math.max(0, sample - firstSample)),
      );
    }
  }
  return (polar) => {
    const screen = new Uint8Array(Rows * Columns);
    for (let i = 0; i < pixels.length; i += 1) {
      const at = corners[i];
      const [across, along] = [weights[2 * i], weights[2 * i + 1]];
      const near = polar[at] + (polar[at + 1] - polar[at]) * along;
      const next = at + samplesPerBeam;
      const far = polar[next] + (polar[next + 1] - polar[next]) * along;
      screen[pixels[i]] = near + (far - near) * across + 0.5;
    }
    return screen;
  };
}
