import type { Reflector } from '../scene/scene';
import type { BeamGrid } from './beam-grid';
import type { Machine } from './machine';

/** Echo of metal relative to myocardium, and the comet-tail echoes below it. */
const metalAmplitude = 9;
const ringing = { spacingCm: 0.2, echoes: 7, decay: 0.62 };
/** Length of the comet tail below a thin reflector, cm. */
export const ringingLengthCm = ringing.spacingCm * ringing.echoes;
/**
 * Two-way loss behind a lead, dB: metal 0.24 cm thick blocks an eighth of an aperture of 2 cm, on
 * both ways.
 */
const shadowDb = 2.3;
/** Standard deviation of the slice's thickness at the focus, cm. */
const sliceCm = 0.2;

type Sector = Pick<Machine, 'halfAngle' | 'tipAboveFaceCm'>;

/** Fraction of the echo where the reflector is parallel to the beam. */
const alongBeam = 0.3;

/** Calls `visit` for each sample that a point of the reflector falls on. @param visit `seen`: amplitude, 0..1 */
function forEachPoint(
  reflector: Reflector,
  grid: BeamGrid,
  sector: Sector,
  visit: (beam: number, sample: number, seen: number) => void,
): void {
  const { points } = reflector;
  for (let at = 0; at + 2 < points.length; at += 3) {
    const [lateral, depth, elevation] = [points[at], points[at + 1], points[at + 2]];
    const tip = sector.tipAboveFaceCm;
    const range = Math.hypot(lateral, depth + tip) - tip;
    const angle = Math.atan2(lateral, depth + tip);
    const beam = Math.floor((angle + sector.halfAngle) / grid.beamSpacing);
    const sample = Math.floor(range / grid.sampleSpacing);
    if (beam < 0 || beam >= grid.beams || sample < 0 || sample >= grid.samplesPerBeam) {
      continue;
    }
    const beyond = Math.max(0, Math.abs(elevation) - reflector.radiusCm) / sliceCm;
    const seen = Math.exp(-0.5 * beyond * beyond);
    if (seen < 0.02) {
      continue;
    }
    const next = at + 5 < points.length ? at + 3 : at - 3;
    const [dx, dy] = [points[next] - lateral, points[next + 1] - depth];
    const across = dx * Math.cos(angle) - dy * Math.sin(angle);
    const square = points.length > 3 ? across ** 2 / (dx * dx + dy * dy + 1e-9) : 1;
    visit(beam, sample, seen * (alongBeam + (1 - alongBeam) * square));
  }
}

/** Adds the shadows of thin reflectors to the losses along the beams. */
export function shadowBehind(
  reflectors: readonly Reflector[],
  grid: BeamGrid,
  sector: Sector,
  lossDb: Float32Array,
): void {
  const { beams, samplesPerBeam } = grid;
  for (const reflector of reflectors) {
    const first = new Int32Array(beams).fill(samplesPerBeam);
    const most = new Float32Array(beams);
    forEachPoint(reflector, grid, sector, (beam, sample, seen) => {
      first[beam] = Math.min(first[beam], sample);
      most[beam] = Math.max(most[beam], seen);
    });
    for (let beam = 0; beam < beams; beam++) {
      for (let sample = first[beam] + 1; sample < samplesPerBeam; sample++) {
        lossDb[beam * samplesPerBeam + sample] += shadowDb * most[beam];
      }
    }
  }
}

/**
 * Adds the echoes of thin reflectors and their ringing to a field.
 *
 * @param pressure amplitude of the pulse at each sample
 * @param field real part of the echoes before the blur
 */
export function reflect(
  reflectors: readonly Reflector[],
  grid: BeamGrid,
  sector: Sector,
  pressure: Float32Array,
  field: Float32Array,
): void {
  const { samplesPerBeam, sampleSpacing } = grid;
  const spacing = Math.max(2, Math.round(ringing.spacingCm / sampleSpacing));
  for (const reflector of reflectors) {
    forEachPoint(reflector, grid, sector, (beam, sample, seen) => {
      const start = beam * samplesPerBeam;
      let level = metalAmplitude * seen * pressure[start + sample];
      for (let echo = 0; echo <= ringing.echoes; echo++) {
        const at = sample + echo * spacing;
        if (at >= samplesPerBeam) {
          break;
        }
        // Several points in one sample are the same piece of metal.
        field[start + at] = Math.max(field[start + at], level);
        level *= ringing.decay;
      }
    });
  }
}
