import { regionCode, type Region, type Scene, type TissueSamples } from '../scene/scene';
import type { Shape } from './shapes';

/** A piece of tissue in the scan plane. */
export interface Organ {
  readonly region: Region;
  readonly shape: Shape;
}

/** How what lies in front of the probe moves with the patient's pulse and breath. */
export interface Motion {
  /** Of what lies deep; the skin stays under the probe. */
  readonly lateralCm: number;
  readonly depthCm: number;
  /** Out of the plane: the image's speckle changes without moving. */
  readonly elevationCm: number;
  /** Part of a cycle that it lags behind the heart's. */
  readonly lag: number;
}

/** What is painted: whatever the organs leave is the background. */
export interface Painting {
  readonly background: Region;
  /** Later ones lie over earlier ones. */
  readonly organs: readonly Organ[];
  readonly motion: Motion;
}

/** From this depth on everything sways as much, cm. */
const fullMotionDepth = 5;

/**
 * A scene that is no heart: flat shapes of tissue that motion to and fro, so that the clip lives but
 * nothing in it beats.
 */
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
