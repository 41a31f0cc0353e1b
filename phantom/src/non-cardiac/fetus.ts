import type { Sampler } from '../math/sampler';
import type { Scene } from '../scene/scene';
import { bodyWall, organ, restingMotion } from './organs';
import { paintedScene, type Organ } from './painted-scene';
import { below, blob, ellipse, tube, wavyLine } from './shapes';

/** Fetus in amniotic fluid with placenta: head, transverse trunk or spine. */
export function fetus(sampler: Sampler): Scene {
  const { random } = sampler;
  const wall = sampler.between(1.5, 2.5);
  const [x, y] = [sampler.between(-1.5, 1.5), wall + sampler.between(4, 5.5)];
  const part = sampler.pick([head, trunk, spine]);
  return paintedScene({
    background: 'fluid',
    organs: [
      organ('softTissue', below(wavyLine(random, y + sampler.between(4.5, 6), 0.8))),
      organ('liver', blob(sampler.between(-4, 4), wall + 0.6, 5, sampler.between(1, 2.2), random)),
      ...part(sampler, x, y),
      ...(sampler.chance(0.7) ? limbs(sampler, x, y) : []),
      organ('softTissue', { contains: (_, py) => py < wall }),
      ...bodyWall(sampler, sampler.between(0.4, 1.5), sampler.between(0.4, 0.8)),
    ],
    motion: { ...restingMotion(sampler), lateralCm: sampler.between(-0.5, 0.5) },
  });
}

function head(sampler: Sampler, x: number, y: number): Organ[] {
  const [a, b, angle] = [
    sampler.between(3, 4.8),
    sampler.between(2.3, 3.6),
    sampler.between(-0.3, 0.3),
  ];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = (t: number): [number, number] => [x + t * a * cos, y + t * a * sin];
  return [
    organ('aorticWall', ellipse(x, y, a, b, angle)),
    organ('kidney', ellipse(x, y, a - 0.25, b - 0.25, angle)),
    organ('pericardium', tube([along(-0.85), along(0.85)], 0.05)),
    ...[-1, 1].map((side) =>
      organ('fluid', ellipse(x + 0.1 * side, y + 0.35 * side * b, 0.4 * a, 0.12 * b, angle)),
    ),
    organ('aorticLeaflet', ellipse(x + 0.2 * a, y + 0.35 * b, 0.2 * a, 0.1 * b, angle)),
  ];
}

function trunk(sampler: Sampler, x: number, y: number): Organ[] {
  const radius = sampler.between(2.2, 3.6);
  return [
    organ('aorticWall', ellipse(x, y, radius, radius * 0.95)),
    organ('liver', ellipse(x, y, radius - 0.15, radius * 0.95 - 0.15)),
    organ('fluid', ellipse(x + 0.4 * radius, y - 0.1 * radius, 0.3 * radius, 0.2 * radius)),
    organ(
      'rvCavity',
      tube(
        [
          [x - 0.2 * radius, y],
          [x + 0.1 * radius, y - 0.5 * radius],
        ],
        0.12,
      ),
    ),
    ...[-0.25, 0, 0.25].map((at) =>
      organ('rib', ellipse(x + at * radius, y + 0.75 * radius, 0.15, 0.12)),
    ),
  ];
}

function spine(sampler: Sampler, x: number, y: number): Organ[] {
  const bend = sampler.between(0.02, 0.07);
  const line = (at: number) => y + 1 + bend * (at - x) ** 2;
  return [
    organ('softTissue', ellipse(x, y, 5, 2.2)),
    organ('kidney', ellipse(x - 1, y - 0.2, 1.6, 1.2)),
    ...sampler.times(14, (index) => {
      const at = x - 4.5 + 0.65 * index;
      return organ('rib', ellipse(at, line(at), 0.2, 0.12));
    }),
    ...sampler.times(14, (index) => {
      const at = x - 4.5 + 0.65 * index;
      return organ('aorticWall', ellipse(at, line(at) - 0.6, 0.18, 0.1));
    }),
  ];
}

function limbs(sampler: Sampler, x: number, y: number): Organ[] {
  return sampler
    .times(sampler.count(1, 3), () => {
      const from: [number, number] = [x + sampler.between(-4, 4), y + sampler.between(-3, 3)];
      const to: [number, number] = [
        from[0] + sampler.between(-2.5, 2.5),
        from[1] + sampler.between(-1, 1),
      ];
      return [
        organ('softTissue', tube([from, to], 0.6)),
        organ('aorticWall', tube([from, to], 0.18)),
      ];
    })
    .flat();
}
