import type { Sampler } from '../math/sampler';
import type { Scene } from '../scene/scene';
import { organ, restingMotion } from './organs';
import { paintedScene, type Organ } from './painted-scene';
import { below, blob, ellipse, layer, tube, wavyLine } from './shapes';

/** Skin, fat and muscle with bright fibres in the near field of a linear probe. */
function superficialLayers(sampler: Sampler, muscleFrom: number, muscleTo: number): Organ[] {
  const { random } = sampler;
  const slope = sampler.between(-0.12, 0.12);
  const fibres = sampler.times(sampler.count(5, 16), () => {
    const [x, y] = [sampler.between(-2.5, 1), sampler.between(muscleFrom, muscleTo)];
    const length = sampler.between(0.4, 2);
    return organ(
      'aorticWall',
      tube(
        [
          [x, y],
          [x + length, y + slope * length],
        ],
        0.015,
      ),
    );
  });
  return [
    organ(
      'papillaryMuscle',
      layer(() => -1, 1.12),
    ),
    organ(
      'kidney',
      layer(() => muscleFrom, muscleTo - muscleFrom),
    ),
    ...fibres,
    organ('aorticWall', layer(wavyLine(random, muscleFrom, 0.1), 0.03)),
    organ('aorticWall', layer(wavyLine(random, muscleTo, 0.1), 0.03)),
  ];
}

/** Transverse view of the neck: thyroid lobes, isthmus, trachea, carotid arteries, sometimes a nodule. */
export function thyroid(sampler: Sampler): Scene {
  const { random } = sampler;
  const muscleEnd = sampler.between(0.9, 1.2);
  const lobe = (side: -1 | 1) => [
    organ('papillaryMuscle', blob(1.1 * side, muscleEnd + 0.8, 0.85, 0.75, random)),
    organ('rvCavity', ellipse(2.2 * side, muscleEnd + 1, 0.38, 0.35)),
  ];
  return paintedScene({
    background: 'softTissue',
    organs: [
      ...superficialLayers(sampler, 0.45, muscleEnd),
      ...[-1, 1].map((side) => organ('aorticWall', ellipse(2.2 * side, muscleEnd + 1, 0.44, 0.41))),
      ...lobe(-1),
      ...lobe(1),
      organ(
        'papillaryMuscle',
        layer((x) => (Math.abs(x) < 1 ? muscleEnd + 0.2 : 99), 0.3),
      ),
      ...(sampler.chance(0.5)
        ? [
            organ(
              sampler.pick(['fluid', 'kidney', 'fat'] as const),
              blob(sampler.pick([-1.1, 1.1]), muscleEnd + 0.8, 0.4, 0.3, random),
            ),
          ]
        : []),
      organ('lung', ellipse(0, muscleEnd + 1.3, 0.85, 0.75)),
      organ('chestWall', {
        contains: (x, y) =>
          ellipse(0, muscleEnd + 1.3, 0.85, 0.75).contains(x, y) && y < muscleEnd + 0.65,
      }),
      organ(
        'rib',
        below((x) => muscleEnd + 2.4 + 0.1 * x * x),
      ),
    ],
    motion: { ...restingMotion(sampler), lateralCm: sampler.between(-0.1, 0.1), depthCm: 0.03 },
  });
}

/** Oval hypoechoic lymph node or other superficial mass, often with an echogenic hilum. */
export function lymphNode(sampler: Sampler): Scene {
  const { random } = sampler;
  const [x, y] = [sampler.between(-0.6, 0.6), sampler.between(1.2, 2)];
  const [a, b] = [sampler.between(0.6, 1.6), sampler.between(0.3, 0.9)];
  const bone = sampler.between(3, 4);
  return paintedScene({
    background: sampler.pick(['fat', 'softTissue', 'papillaryMuscle'] as const),
    organs: [
      ...superficialLayers(sampler, 0.4, sampler.between(0.6, 0.9)),
      organ('aorticWall', blob(x, y, a + 0.04, b + 0.04, random)),
      organ(sampler.pick(['rvCavity', 'kidney', 'fluid'] as const), blob(x, y, a, b, random)),
      ...(sampler.chance(0.6) ? [organ('fat', blob(x, y, 0.5 * a, 0.35 * b, random, 0.3))] : []),
      ...(sampler.chance(0.4)
        ? [
            organ(
              'rib',
              below((at) => bone + 0.15 * at * at),
            ),
          ]
        : []),
    ],
    motion: { ...restingMotion(sampler), lateralCm: sampler.between(-0.15, 0.15), depthCm: 0.04 },
  });
}

/** Long-axis view of a carotid artery, sometimes with a plaque. */
export function carotid(sampler: Sampler): Scene {
  const { random } = sampler;
  const depth = wavyLine(random, sampler.between(1.1, 2), 0.2);
  const width = sampler.between(0.5, 0.9);
  return paintedScene({
    background: 'softTissue',
    organs: [
      ...superficialLayers(sampler, 0.4, 0.95),
      organ(
        'aorticWall',
        layer((x) => depth(x) - 0.08, width + 0.16),
      ),
      organ('aorticLumen', layer(depth, width)),
      ...(sampler.chance(0.4)
        ? [
            organ(
              'papillaryMuscle',
              ellipse(sampler.between(-1.5, 1.5), depth(0) + width, 0.6, 0.2),
            ),
          ]
        : []),
      organ(
        'papillaryMuscle',
        below((x) => depth(x) + width + 0.5),
      ),
    ],
    motion: { ...restingMotion(sampler), lateralCm: 0.05, depthCm: sampler.between(0.04, 0.1) },
  });
}
