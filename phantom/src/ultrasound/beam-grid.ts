import type { Machine } from './machine';

/** Sampling of the scan plane; arrays over the plane are beams x samplesPerBeam. */
export interface BeamGrid {
  readonly beams: number;
  readonly samplesPerBeam: number;
  /** Angle between neighbouring beams, radians. */
  readonly beamSpacing: number;
  /** Distance between neighbouring samples of a beam, cm. */
  readonly sampleSpacing: number;
  /** Distance of each sample of a beam from the probe's face, cm. */
  readonly range: Float32Array;
  /** Distance between neighbouring beams at each sample of a beam, cm. */
  readonly lateralSpacing: Float32Array;
  /** Plane coordinates of every sample, cm. */
  readonly lateral: Float32Array;
  readonly depth: Float32Array;
}

export function beamGrid(
  machine: Pick<Machine, 'beams' | 'samplesPerBeam' | 'depthCm' | 'halfAngle' | 'tipAboveFaceCm'>,
): BeamGrid {
  const { beams, samplesPerBeam, depthCm, halfAngle, tipAboveFaceCm: tip } = machine;
  const beamSpacing = (2 * halfAngle) / beams;
  const sampleSpacing = depthCm / samplesPerBeam;
  const range = Float32Array.from({ length: samplesPerBeam }, (_, s) => (s + 0.5) * sampleSpacing);
  const lateral = new Float32Array(beams * samplesPerBeam);
  const depth = new Float32Array(beams * samplesPerBeam);
  for (let beam = 0, i = 0; beam < beams; beam++) {
    const angle = (beam + 0.5) * beamSpacing - halfAngle;
    for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
      lateral[i] = (range[sample] + tip) * Math.sin(angle);
      depth[i] = (range[sample] + tip) * Math.cos(angle) - tip;
    }
  }
  const lateralSpacing = range.map((distance) => (distance + tip) * beamSpacing);
  return {
    beams,
    samplesPerBeam,
    beamSpacing,
    sampleSpacing,
    range,
    lateralSpacing,
    lateral,
    depth,
  };
}

/** Position of a beam across the sector, -1 at the left edge to 1 at the right one. */
export const acrossSector = (beam: number, beams: number): number => (2 * (beam + 0.5)) / beams - 1;
