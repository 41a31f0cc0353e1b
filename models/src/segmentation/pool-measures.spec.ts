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
      { id: 'EDV', value: 110, unit: 'mL', interval90: [88, 137.5], ofClips: [0, 1] },
      { id: 'EF', value: 60, unit: '%', ofClips: [0] },
    ]);
  });

  it('are of the left ventricle from clips with both volumes and EF, where there are some', () => {
    const value = (id: 'EDV' | 'ESV' | 'EF' | 'LAVolume', of: number) =>
      ({ id, value: of, unit: id === 'EF' ? '%' : 'mL' }) as const;
    const pooled = poolMeasures([
      [value('EDV', 150), value('LAVolume', 30)],
      [value('EDV', 100), value('ESV', 40), value('EF', 60), value('LAVolume', 50)],
      [value('EF', 35)],
    ]);
    expect(pooled.map(({ id, value: mean, ofClips }) => [id, mean, ofClips])).toEqual([
      ['EDV', 100, [1]],
      ['LAVolume', 40, [0, 1]],
      ['ESV', 40, [1]],
      ['EF', 60, [1]],
    ]);
  });

  it('are lower limits where that of a counted clip is', () => {
    const volume = { id: 'LAVolume', value: 40, unit: 'mL' };
    const cut = { ...volume, isLowerLimit: true } as const;
    expect(poolMeasures([[volume], [cut]])).toEqual([{ ...cut, ofClips: [0, 1] }]);
    expect(poolMeasures([[volume]])).toEqual([{ ...volume, ofClips: [0] }]);
  });

  it('mix no units', () => {
    const pooled = poolMeasures([
      [{ id: 'MAPSE', value: 14, unit: '%' }],
      [{ id: 'MAPSE', value: 12, unit: 'mm' }],
    ]);
    expect(pooled).toEqual([{ id: 'MAPSE', value: 12, unit: 'mm', ofClips: [1] }]);
  });

  it('are none without clips', () => {
    expect(poolMeasures([])).toEqual([]);
    expect(poolMeasures([[], []])).toEqual([]);
  });
});
