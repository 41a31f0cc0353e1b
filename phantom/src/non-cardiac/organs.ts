import type { Sampler } from '../math/sampler';
import type { Region } from '../scene/scene';
import type { Motion, Organ } from './painted-scene';
import { below, layer, type Shape } from './shapes';

export const organ = (region: Region, shape: Shape): Organ => ({ region, shape });

/** Skin, fat and muscle under the probe, with their fasciae; nearer than everything else. */
export function bodyWall(sampler: Sampler, fatCm: number, muscleCm: number): Organ[] {
  const ripple = sampler.between(0.3, 0.9);
  const offset = sampler.between(0, 6);
  const end = (depth: number) => (x: number) => depth + 0.06 * Math.sin(ripple * x + offset);
  return [
    organ(
      'chestWall',
      layer(() => -1, 1 + fatCm + muscleCm),
    ),
    organ(
      'fat',
      layer(() => 0.15, fatCm),
    ),
    organ('aorticWall', layer(end(0.15 + fatCm), 0.05)),
    organ('aorticWall', layer(end(fatCm + muscleCm - 0.06), 0.06)),
  ];
}

/** Bright arcs with shadows behind them. @param depth range of their tops, cm */
export function bowelGas(
  sampler: Sampler,
  count: number,
  depth: readonly [number, number],
): Organ[] {
  return sampler.times(count, () => {
    const [x, y, radius] = [
      sampler.between(-5, 5),
      sampler.between(depth[0], depth[1]),
      sampler.between(0.4, 1.4),
    ];
    const cap = below((at) => y - Math.sqrt(Math.max(0, radius ** 2 - (at - x) ** 2)) * 0.4);
    return organ('bowelGas', {
      contains: (px, py) => Math.abs(px - x) < radius && cap.contains(px, py),
    });
  });
}

/** Motion of the organs of a patient at rest. */
export function restingMotion(sampler: Sampler): Motion {
  return {
    lateralCm: sampler.between(-0.25, 0.25),
    depthCm: sampler.between(-0.15, 0.15),
    elevationCm: sampler.between(0.02, 0.2),
    lag: sampler.random(),
  };
}
