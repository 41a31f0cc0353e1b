import { regionCode, type Region, type Scene, type TissueSamples } from '../scene/scene';
import type { Shape } from './shapes';

/** A piece of tissue in the scan plane. */
export interface Organ {
  readonly region: Region;
  readonly shape: Shape;
}

/** Amplitude of the motion with the patient's pulse and breathing. */
export interface Motion {
  /** Of deep tissue; the skin stays under the probe. */
  readonly lateralCm: number;
  readonly depthCm: number;
  /** Out of the plane: speckle changes without moving. */
  readonly elevationCm: number;
  /** Delay after the heart's cycle, as a fraction of it. */
  readonly lag: number;
}

export interface Painting {
  /** Where no organ is. */
  readonly background: Region;
  /** Later ones lie over earlier ones. */
  readonly organs: readonly Organ[];
  readonly motion: Motion;
}

/** Depth from which all tissue moves by the full amplitude, cm. */
const fullMotionDepth = 5;

/** A non-cardiac scene: flat shapes of tissue that move sinusoidally, once per cycle. */
export function paintedScene({ background, organs, motion }: Painting): Scene {
  const topFirst = [...organs].reverse();
  return {
    at(phase) {
      const swing = Math.sin(2 * Math.PI * (phase - motion.lag));
      const [dx, dy, z] = [motion.lateralCm, motion.depthCm, motion.elevationCm].map(
        (cm) => cm * swing,
      );
      return {
        reflectors: [],
        cut(lateral: Float32Array, depth: Float32Array, into: TissueSamples) {
          for (let i = 0; i < lateral.length; i++) {
            const share = Math.min(1, Math.max(0, depth[i] / fullMotionDepth));
            const x = lateral[i] - share * dx;
            const y = depth[i] - share * dy;
            const organ = topFirst.find(({ shape }) => shape.contains(x, y));
            into.region[i] = regionCode[organ?.region ?? background];
            into.materialX[i] = x;
            into.materialY[i] = y;
            into.materialZ[i] = z;
          }
        },
      };
    },
  };
}
