import { describe, expect, it } from '@jest/globals';
import { regionCode, type SceneMoment } from '../scene/scene';
import { structureNames } from './structure-names';
import { pixelCentres, structuresAt } from './structures';

/** LV to the left, a wall in the middle, LA below it all, and a lead that leaves the plane. */
const moment: SceneMoment = {
  cut(lateral, depth, { region }) {
    region.fill(regionCode.softTissue);
    for (let i = 0; i < lateral.length; i++) {
      if (depth[i] > 4) {
        region[i] = regionCode.laCavity;
      } else if (lateral[i] < -1) {
        region[i] = regionCode.papillaryMuscle;
      } else if (lateral[i] < 0) {
        region[i] = regionCode.lvWall;
      }
    }
  },
  reflectors: [{ points: Float32Array.from([2, 1, 0, 2, 1.1, 0.1, 2, 3, 2]), radiusCm: 0.1 }],
};

describe('structures', () => {
  const [Rows, Columns] = [12, 12];
  const plane = { faceX: 6, faceY: 0, pixelsPerCm: 2 };
  const codes = structuresAt(moment, pixelCentres(Rows, Columns), plane);
  const nameAt = (lateralCm: number, depthCm: number) =>
    structureNames[
      codes[Math.floor(depthCm * 2) * Columns + Math.floor(plane.faceX + lateralCm * 2)]
    ];

  it('lie where the scene has their regions, papillary muscles inside the cavity', () => {
    expect(nameAt(-2.2, 1)).toBe('LV');
    expect(nameAt(-0.6, 1)).toBe('LVWall');
    expect(nameAt(0.6, 1)).toBe('none');
    expect(nameAt(0.6, 5.2)).toBe('LA');
  });

  it('show a lead at least as wide as a pixel, only where it is in the plane', () => {
    expect(nameAt(2.1, 1.1)).toBe('lead');
    expect(nameAt(2.1, 3.1)).toBe('none');
    expect(nameAt(0.6, 1.1)).toBe('none');
  });

  it('show what rings below a lead, away from the probe, as part of its echo', () => {
    expect(nameAt(2.6, 1.6)).toBe('lead');
    expect(nameAt(2.1, 0.1)).toBe('none');
    expect(nameAt(2.1, 2.6)).toBe('none');
  });
});
