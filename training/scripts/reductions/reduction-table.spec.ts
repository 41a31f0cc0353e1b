import { describe, expect, it } from '@jest/globals';
import { extremes, fitLine, reductionTable, type FrameVolumes } from './reduction-table';

const clip = (EDV: number, ESV: number): FrameVolumes => ({
  volumes: [EDV, ESV],
  truth: { EDV, ESV, EF: 100 * (1 - ESV / EDV) },
});

describe('reductions of the volumes of frames', () => {
  it('takes the largest for EDV and the smallest for ESV', () => {
    expect(extremes([60, 120, 90])).toEqual({ EDV: 120, ESV: 60, EF: 50 });
  });

  it('fits the line of least squares', () => {
    const line = fitLine([0, 1, 2, 3], [1, 3, 4, 8]);
    expect(line(0)).toBeCloseTo(0.7);
    expect(line(10)).toBeCloseTo(22.7);
  });

  it('shows that extremes say exact volumes, and the mean another value until it is fitted', () => {
    const clips = [clip(100, 50), clip(140, 70), clip(180, 90), clip(220, 110)];
    const rows = reductionTable(clips, clips).split('\n').slice(2);
    expect(rows[0]).toMatch(
      /^\| EDV \(mL\) \| 1\.00, 0\.0 \| -?\d\.\d\d, 40\.0 \| 1\.00, 0\.0 \|$/,
    );
    expect(rows[2]).toMatch(/^\| EF \(%\) \| .* \| – \| .* \|$/);
  });
});
