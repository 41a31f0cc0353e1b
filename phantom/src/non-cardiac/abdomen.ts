import type { Sampler } from '../math/sampler';
import type { Scene } from '../scene/scene';
import { bodyWall, bowelGas, organ, restingMotion } from './organs';
import { paintedScene, type Organ } from './painted-scene';
import { below, blob, ellipse, layer, tube, wavyLine, without } from './shapes';

/** Liver with vessels below the ribs, sometimes gallbladder and a cyst, and the diaphragm. */
export function liver(sampler: Sampler): Scene {
  const { random } = sampler;
  const dome = sampler.between(9, 14);
  const centre = sampler.between(-3, 3);
  const diaphragm = (x: number) => dome - 0.03 * (x - centre) ** 2;
  return paintedScene({
    background: 'liver',
    organs: [
      ...sampler.times(sampler.count(4, 9), () => vessel(sampler, sampler.chance(0.5))).flat(),
      ...(sampler.chance(0.6) ? gallbladder(sampler) : []),
      ...(sampler.chance(0.3)
        ? [organ('fluid', blob(sampler.between(-4, 4), sampler.between(4, 8), 0.8, 0.7, random))]
        : []),
      organ('lung', below(diaphragm)),
      organ(
        'pericardium',
        layer((x) => diaphragm(x) - 0.25, 0.25),
      ),
      ...bodyWall(sampler, sampler.between(0.4, 2), sampler.between(0.6, 1.2)),
    ],
    motion: restingMotion(sampler),
  });
}

/** A branch of a portal vein (bright wall) or of a hepatic vein (no visible wall). */
function vessel(sampler: Sampler, isPortal: boolean): Organ[] {
  const [x, y] = [sampler.between(-6, 6), sampler.between(3, 10)];
  const angle = sampler.between(0, Math.PI);
  const length = sampler.between(0.5, 5);
  const bend = sampler.between(-0.6, 0.6);
  const at = (t: number): [number, number] => [
    x + t * length * Math.cos(angle + bend * t),
    y + t * length * Math.sin(angle + bend * t) * 0.7,
  ];
  const way = [at(0), at(0.5), at(1)];
  const radius = sampler.between(0.12, 0.5);
  return [
    ...(isPortal ? [organ('aorticWall', tube(way, radius + 0.1, radius * 0.6 + 0.1))] : []),
    organ('rvCavity', tube(way, radius, radius * 0.6)),
  ];
}

/** One in three holds a stone. */
function gallbladder(sampler: Sampler): Organ[] {
  const [x, y] = [sampler.between(-3, 3), sampler.between(4, 7)];
  const angle = sampler.between(-0.8, 0.8);
  const shape = ellipse(x, y, sampler.between(1.5, 3.2), sampler.between(0.7, 1.4), angle);
  const stone = ellipse(x + 0.3, y + 0.5, 0.35, 0.25);
  return [
    organ('softTissue', { contains: (px, py) => shape.contains(px * 0.97, py * 0.97) }),
    organ('fluid', shape),
    ...(sampler.chance(0.33) ? [organ('calcification', stone)] : []),
  ];
}

/** Long-axis view of a kidney, with liver or bowel in front of it. */
export function kidney(sampler: Sampler): Scene {
  const { random } = sampler;
  const [x, y] = [sampler.between(-1.5, 1.5), sampler.between(4.5, 8)];
  const [a, b] = [sampler.between(4.2, 5.8), sampler.between(1.9, 2.8)];
  const body = blob(x, y, a, b, random, 0.06);
  const pyramids = sampler.times(sampler.count(4, 7), (index) => {
    const turn = index * 1.1 + sampler.between(0, 0.4);
    const [px, py] = [x + 0.62 * a * Math.cos(turn), y + 0.6 * b * Math.sin(turn)];
    return organ(
      'rvCavity',
      ellipse(px, py, sampler.between(0.25, 0.45), sampler.between(0.15, 0.3)),
    );
  });
  const hasHydronephrosis = sampler.chance(0.25);
  return paintedScene({
    background: sampler.chance(0.5) ? 'liver' : 'softTissue',
    organs: [
      organ(
        'softTissue',
        below(() => y + b + 0.4),
      ),
      organ('fat', blob(x, y, a + 0.5, b + 0.5, random, 0.06)),
      organ('pericardium', blob(x, y, a + 0.07, b + 0.07, random, 0.03)),
      organ('kidney', body),
      ...pyramids,
      organ('mitralLeaflet', blob(x, y, 0.6 * a, 0.32 * b, random, 0.3)),
      ...(hasHydronephrosis ? [organ('fluid', blob(x, y, 0.35 * a, 0.35 * b, random, 0.3))] : []),
      ...bowelGas(sampler, sampler.count(0, 2), [2.5, 5]),
      ...bodyWall(sampler, sampler.between(0.4, 2), sampler.between(0.6, 1.2)),
    ],
    motion: restingMotion(sampler),
  });
}

/** Bladder, and behind it uterus with endometrium or prostate, cysts and bowel. */
export function pelvis(sampler: Sampler): Scene {
  const { random } = sampler;
  const [x, y] = [sampler.between(-1, 1), sampler.between(4, 5)];
  const [a, b] = [sampler.between(1.5, 5), sampler.between(1.2, 2.6)];
  const behind = y + b;
  const uterus = ellipse(
    x + sampler.between(-1, 1),
    behind + 2,
    sampler.between(2.5, 4),
    1.8,
    0.25,
  );
  const hasUterus = sampler.chance(0.6);
  const cysts = sampler.times(sampler.count(0, 5), () => {
    const [cx, cy] = [sampler.between(-5, 5), behind + sampler.between(0.5, 4)];
    return organ('fluid', ellipse(cx, cy, sampler.between(0.3, 1.6), sampler.between(0.3, 1.3)));
  });
  return paintedScene({
    background: 'softTissue',
    organs: [
      ...bowelGas(sampler, sampler.count(1, 4), [behind + 1, behind + 5]),
      organ(
        hasUterus ? 'lvWall' : 'kidney',
        hasUterus ? uterus : blob(x, behind + 1.8, 2.2, 1.6, random),
      ),
      ...(hasUterus
        ? [
            organ(
              'aorticLeaflet',
              tube(
                [
                  [x - 2, behind + 1.5],
                  [x + 2, behind + 2.5],
                ],
                0.25,
                0.1,
              ),
            ),
          ]
        : []),
      ...cysts,
      organ('chestWall', blob(x, y, a + 0.3, b + 0.3, random, 0.1)),
      organ('fluid', blob(x, y, a, b, random, 0.1)),
      ...bodyWall(sampler, sampler.between(0.4, 2.5), sampler.between(0.6, 1.2)),
    ],
    motion: restingMotion(sampler),
  });
}

/** Long-axis view of a pulsating aorta in front of the spine. */
export function abdominalAorta(sampler: Sampler): Scene {
  const depth = wavyLine(sampler.random, sampler.between(5, 8), 0.8);
  const width = sampler.between(1, 2.2);
  const spine = sampler.times(5, (index) =>
    organ('rib', ellipse(-6 + 3 * index, depth(0) + width + 1.4, 1.2, 0.5)),
  );
  return paintedScene({
    background: sampler.chance(0.6) ? 'liver' : 'softTissue',
    organs: [
      ...sampler.times(sampler.count(1, 4), () => vessel(sampler, sampler.chance(0.5))).flat(),
      organ(
        'softTissue',
        below((x) => depth(x) + width + 0.2),
      ),
      ...spine,
      organ(
        'aorticWall',
        without(
          layer((x) => depth(x) - 0.12, width + 0.24),
          layer(depth, width),
        ),
      ),
      organ('aorticLumen', layer(depth, width)),
      ...bodyWall(sampler, sampler.between(0.3, 1.5), sampler.between(0.5, 1)),
    ],
    motion: { ...restingMotion(sampler), depthCm: sampler.between(0.1, 0.2) },
  });
}
