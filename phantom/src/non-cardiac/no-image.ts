import type { Sampler } from '../math/sampler';
import type { Scene } from '../scene/scene';
import { organ, restingMotion } from './organs';
import { paintedScene } from './painted-scene';
import { below } from './shapes';

/** Probe in air, half off the skin, or in gel: mostly the machine's noise. */
export function noContact(sampler: Sampler): Scene {
  const kind = sampler.pick(['air', 'half', 'gel'] as const);
  const gap = sampler.between(-1.5, 0.5);
  const bottom = sampler.between(4, 30);
  const air = { contains: (x: number) => kind === 'air' || (kind === 'half' && x > gap) };
  return paintedScene({
    background: kind === 'half' ? 'softTissue' : 'fluid',
    organs: [
      ...(kind === 'gel'
        ? [
            organ(
              'pericardium',
              below(() => bottom),
            ),
          ]
        : []),
      organ('bowelGas', { contains: (x, y) => y > 0.05 && air.contains(x) }),
    ],
    motion: { ...restingMotion(sampler), elevationCm: sampler.between(0.1, 0.5) },
  });
}
