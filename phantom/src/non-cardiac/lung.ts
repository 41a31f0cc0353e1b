import type { Sampler } from '../math/sampler';
import type { Scene } from '../scene/scene';
import { bodyWall, organ, restingMotion } from './organs';
import { paintedScene } from './painted-scene';
import { ellipse, layer, tube } from './shapes';

/**
 * Lung between two ribs: the pleura and its artefacts, either repetitions at multiples of its depth
 * (A-lines) or bright rays below it (B-lines).
 */
export function lung(sampler: Sampler): Scene {
  const fat = sampler.between(0.3, 1.5);
  const muscle = sampler.between(0.8, 1.4);
  const pleura = fat + muscle;
  const tilt = sampler.between(-0.04, 0.04);
  const at = (times: number) => (x: number) => times * (pleura + tilt * x);
  const rays = sampler.chance(0.5) ? sampler.count(1, 6) : 0;
  const spread = sampler.between(0.05, 0.3);
  return paintedScene({
    background: rays > 0 ? 'kidney' : 'rvCavity',
    organs: [
      ...sampler.times(6, (index) => organ('mitralLeaflet', layer(at(index + 2), 0.12))),
      ...sampler.times(rays, () => {
        const x = sampler.between(-3, 3);
        return organ(
          'aorticLeaflet',
          tube(
            [
              [x, pleura],
              [3 * x, 20],
            ],
            spread / 2,
            3 * spread,
          ),
        );
      }),
      organ('pericardium', layer(at(1), 0.15)),
      ...bodyWall(sampler, fat, muscle),
      ...(sampler.chance(0.8)
        ? [-1, 1].map((side) =>
            organ('rib', ellipse(side * sampler.between(1.4, 2.4), pleura - 0.5, 0.7, 0.35)),
          )
        : []),
    ],
    motion: { ...restingMotion(sampler), lateralCm: sampler.between(-0.4, 0.4), depthCm: 0.02 },
  });
}
