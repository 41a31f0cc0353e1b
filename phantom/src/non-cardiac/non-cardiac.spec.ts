import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { regions, type TissueSamples } from '../scene/scene';
import { beamGrid } from '../ultrasound/beam-grid';
import { drawNonCardiac, nonCardiacSubjects } from './';

const samples = (count: number): TissueSamples => ({
  region: new Uint8Array(count).fill(255),
  materialX: new Float32Array(count).fill(Number.NaN),
  materialY: new Float32Array(count).fill(Number.NaN),
  materialZ: new Float32Array(count).fill(Number.NaN),
});

describe('a non-cardiac scene', () => {
  it.each(nonCardiacSubjects)(
    'of %s gives the tissue at every point and its position at rest',
    (name) => {
      for (let draw = 0; draw < 6; draw++) {
        const { scene, machine } = drawNonCardiac(name, randomStream(name, draw));
        const grid = beamGrid({ ...machine, beams: 24 });
        const [first, later] = [samples(grid.lateral.length), samples(grid.lateral.length)];
        scene.at(0).cut(grid.lateral, grid.depth, first);
        scene.at(0.4).cut(grid.lateral, grid.depth, later);
        expect(Math.max(...first.region)).toBeLessThan(regions.length);
        for (const moved of [first.materialX, first.materialY, first.materialZ]) {
          expect(moved.every(Number.isFinite)).toBe(true);
        }
        // Organs move, by less than a heart does.
        const way = grid.lateral.map((_, i) =>
          Math.hypot(
            later.materialX[i] - first.materialX[i],
            later.materialY[i] - first.materialY[i],
            later.materialZ[i] - first.materialZ[i],
          ),
        );
        expect(Math.max(...way)).toBeGreaterThan(0);
        expect(Math.max(...way)).toBeLessThan(1.2);
      }
    },
  );

  it('differs between random streams, and is the same for the same stream', () => {
    const regionsOf = (draw: number): string => {
      const { scene, machine } = drawNonCardiac('liver', randomStream('liver', draw));
      const grid = beamGrid({ ...machine, beams: 24 });
      const tissue = samples(grid.lateral.length);
      scene.at(0).cut(grid.lateral, grid.depth, tissue);
      return tissue.region.join();
    };
    expect(regionsOf(1)).toBe(regionsOf(1));
    expect(regionsOf(1)).not.toBe(regionsOf(2));
  });
});
