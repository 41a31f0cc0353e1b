import { describe, expect, it } from '@jest/globals';
import { poolMeasures } from './pool-measures';

describe('measures of several clips', () => {
  it('are means, with intervals as wide as those of one clip', () => {
    const pooled = poolMeasures([
      [
        { id: 'EDV', value: 100, unit: 'mL', interval90: [80, 125] },
        { id: 'EF', value: 60, unit: '%' },
      ],
      [{ id: 'EDV', value: 120, unit: 'mL', interval90: [96, 150] }],
    ]);
    expect(pooled).toEqual([
      { id: 'EDV', value: 110, unit: 'mL', interval90: [88, 137.5], clipCount: 2 },
      { id: 'EF', value: 60, unit: '%', clipCount: 1 },
    ]);
  });

  it('mix no units', () => {
    const pooled = poolMeasures([
      [{ id: 'MAPSE', value: 14, unit: '%' }],
      [{ id: 'MAPSE', value: 12, unit: 'mm' }],
    ]);
    expect(pooled).toEqual([{ id: 'MAPSE', value: 12, unit: 'mm', clipCount: 1 }]);
  });

  it('are none without clips', () => {
    expect(poolMeasures([])).toEqual([]);
    expect(poolMeasures([[], []])).toEqual([]);
  });
});
