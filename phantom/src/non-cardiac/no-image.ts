import type { Scene } from '../scene';
import { organ, restingSway, type Draw } from './draw';
import { paintedScene } from './painted-scene';
import { below } from './shapes';

/** A probe in the air, half off the skin, or in a bowl of gel: the machine's own noise. */
export function noContact(draw: Draw): Scene {
  const kind = draw.pick(['air', 'half', 'gel'] as const);
  const gap = draw.between(-1.5, 0.5);
  const bottom = draw.between(4, 30);
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
    sway: { ...restingSway(draw), elevationCm: draw.between(0.1, 0.5) },
  });
}
