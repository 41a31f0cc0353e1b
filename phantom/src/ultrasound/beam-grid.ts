import type { Machine } from './machine';

/** Where the machine samples the scan plane: beam after beam, sample after sample. */
export interface BeamGrid {
  readonly beams: number;
  readonly samplesPerBeam: number;
  /** Angle between two beams, radians. */
  readonly beamSpacing: number;
  /** Distance between two samples of a beam, cm. */
  readonly sampleSpacing: number;
  /** Distance of each sample of a beam from the face, cm. */
  readonly range: Float32Array;
  /** Distance between two beams at each of those samples, cm. */
  readonly lateralSpacing: Float32Array;
  /** Plane coordinates of every sample, cm. */
  readonly lateral: Float32Array;
  readonly depth: Float32Array;
}

/** The grid of a sector whose tip lies `tipAboveFaceCm` above the face. */
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
