import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { uniformNumbers } from '../random/numbers';
import type { CellGrid } from './cell-grid';
import { type Fan, fanOutline, fitFan } from './fan';
import { rasterize } from './polygon';

const degrees = (angle: number) => (angle * Math.PI) / 180;

const fan: Fan = {
  apexX: 80,
  apexY: 6,
  leftAngle: degrees(-43),
  rightAngle: degrees(43),
  innerRadius: 3,
  outerRadius: 95,
};

function cellsOf(drawn: Fan): CellGrid {
  const grid = { x: 0, y: 0, step: 1, columns: 160, rows: 120 };
  return { ...grid, cell: 4, values: rasterize(fanOutline(drawn), grid) };
}

/** Intersection over union of two fans' cells. */
function overlap(a: Fan, b: Fan): number {
  const first = cellsOf(a).values;
  const second = cellsOf(b).values;
  const both = first.reduce((sum, value, i) => sum + (value & second[i]), 0);
  return both / first.reduce((sum, value, i) => sum + (value | second[i]), 0);
}

describe('fitFan', () => {
  it.each<[string, Partial<Fan>]>([
    ['a phased array', {}],
    ['a narrow fan', { leftAngle: degrees(-28), rightAngle: degrees(28) }],
    ['a wide fan', { leftAngle: degrees(-58), rightAngle: degrees(58), outerRadius: 80 }],
    [
      'a curved array',
      {
        apexY: -40,
        innerRadius: 45,
        outerRadius: 150,
        leftAngle: degrees(-30),
        rightAngle: degrees(30),
      },
    ],
    ['a steered fan', { leftAngle: degrees(-20), rightAngle: degrees(50), apexX: 60 }],
    ['a fan that the image cuts off', { apexX: 30 }],
  ])('finds %s', (_, difference) => {
    const drawn = { ...fan, ...difference };
    const fitted = fitFan(cellsOf(drawn));
    expect(overlap(drawn, fitted.fan)).toBeGreaterThan(0.95);
    expect(fitted.explained).toBeGreaterThan(0.97);
    expect(fitted.filled).toBeGreaterThan(0.95);
  });

  it('finds it over dark cavities, a shadowed corner and a patch of text', () => {
    const grid = cellsOf(fan);
    const damaged = grid.values.map((value, i) => {
      const x = i % grid.columns;
      const y = Math.floor(i / grid.columns);
      const cavity = Math.hypot(x - 85, y - 60) < 17;
      const shadow = x > 120 && y > 45 && y < 80;
      const text = x > 145 && y < 12;
      return text ? 1 : cavity || shadow ? 0 : value;
    });
    expect(overlap(fan, fitFan({ ...grid, values: damaged }).fan)).toBeGreaterThan(0.93);
  });

  it('finds most fans that fill an image', () => {
    const angle = fc.double({ min: 28, max: 55, noNaN: true });
    fc.assert(
      fc.property(
        angle,
        fc.double({ min: 60, max: 100, noNaN: true }),
        fc.double({ min: 60, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 15, noNaN: true }),
        (half, outerRadius, apexX, innerRadius) => {
          const drawn = {
            apexX,
            apexY: 8,
            leftAngle: degrees(-half),
            rightAngle: degrees(half),
            innerRadius,
            outerRadius,
          };
          expect(overlap(drawn, fitFan(cellsOf(drawn)).fan)).toBeGreaterThan(0.93);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('counts each cell whose centre is inside the fan', () => {
    const random = uniformNumbers(1);
    const spotted = (drawn: Fan) => {
      const grid = cellsOf(drawn);
      return { ...grid, values: grid.values.map((value) => value ^ Number(random() < 0.2)) };
    };
    const curved = { apexY: -40, innerRadius: 45, outerRadius: 150 };
    for (const drawn of [fan, { ...fan, apexX: 30 }, { ...fan, ...curved }]) {
      const grid = spotted(drawn);
      const { fan: found, explained, filled, area } = fitFan(grid);
      const isInside = (_: number, i: number) => {
        const x = (i % grid.columns) + 0.5 - found.apexX;
        const y = Math.floor(i / grid.columns) + 0.5 - found.apexY;
        const square = x * x + y * y;
        const fromSide = (angle: number) => x * Math.cos(angle) - y * Math.sin(angle);
        return (
          square >= found.innerRadius ** 2 &&
          square <= found.outerRadius ** 2 &&
          fromSide(found.leftAngle) >= 0 &&
          fromSide(found.rightAngle) <= 0
        );
      };
      const inside = grid.values.filter(isInside);
      const set = grid.values.filter((value) => value);
      const setInside = inside.filter((value) => value);
      expect(area).toBe(inside.length);
      expect(explained).toBe(setInside.length / set.length);
      expect(filled).toBe(setInside.length / inside.length);
    }
  });

  it('reports a poor fit for two patches side by side', () => {
    const grid = cellsOf(fan);
    const values = grid.values.map((_, i) => {
      const x = i % grid.columns;
      return x < 40 || x > 120 ? 1 : 0;
    });
    expect(fitFan({ ...grid, values }).filled).toBeLessThan(0.8);
  });
});

describe('fanOutline', () => {
  it('starts at the apex where there is no inner arc', () => {
    const [first, ...others] = fanOutline({ ...fan, innerRadius: 0 });
    expect(first).toEqual({ x: fan.apexX, y: fan.apexY });
    for (const { x, y } of others) {
      expect(Math.hypot(x - fan.apexX, y - fan.apexY)).toBeCloseTo(fan.outerRadius);
    }
  });
});
