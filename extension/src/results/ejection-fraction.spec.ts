import { describe, expect, it } from '@jest/globals';
import type { ClipTaskPrediction } from '@echonet/models';
import { ejectionFractionFromVolumes } from './ejection-fraction';

const of = (mean: number, halfWidth?: number): ClipTaskPrediction => ({
  mean,
  standardDeviation: 0,
  perFrame: [mean],
  interval90: halfWidth === undefined ? undefined : [mean - halfWidth, mean + halfWidth],
  notes: [],
});

describe('ejection fraction from volumes', () => {
  it('is the share of the end-diastolic volume that is ejected', () => {
    expect(ejectionFractionFromVolumes({ EDV: of(100), ESV: of(40) })).toEqual({
      value: 60,
      disagrees: false,
    });
  });

  it('carries the intervals of the volumes over', () => {
    const result = ejectionFractionFromVolumes({ EDV: of(100, 10), ESV: of(50, 10) });
    // 100 sqrt(0.1^2 + 0.05^2)
    expect(result?.interval90?.map((limit) => limit.toFixed(2))).toEqual(['38.82', '61.18']);
  });

  it('ends its interval where fractions end, however wide', () => {
    const small = { EDV: of(68, 29), ESV: { ...of(20), interval90: [0, 42] as const } };
    expect(ejectionFractionFromVolumes(small)?.interval90?.[1]).toBe(100);
    const reversed = { EDV: of(40, 1), ESV: of(60, 1) };
    expect(ejectionFractionFromVolumes(reversed)?.interval90).toEqual([0, 0]);
  });

  it('takes the whole half width of a volume whose interval was cut at 0', () => {
    const cut = { EDV: of(100, 10), ESV: { ...of(5), interval90: [0, 15] as const } };
    expect(ejectionFractionFromVolumes(cut)?.interval90).toEqual(
      ejectionFractionFromVolumes({ EDV: of(100, 10), ESV: of(5, 10) })?.interval90,
    );
  });

  it('flags a direct prediction further away than both intervals explain', () => {
    const volumes = { EDV: of(100, 3), ESV: of(40, 4) };
    // The half width from the volumes is 4.18: with 3 of the direct prediction, 5.14.
    expect(ejectionFractionFromVolumes({ ...volumes, EF: of(54.9, 3) })?.disagrees).toBe(false);
    expect(ejectionFractionFromVolumes({ ...volumes, EF: of(54.8, 3) })?.disagrees).toBe(true);
    expect(ejectionFractionFromVolumes({ ...volumes, EF: of(20) })?.disagrees).toBe(false);
  });

  it('does without where a volume is missing or absurd', () => {
    expect(ejectionFractionFromVolumes({ EDV: of(100) })).toBeUndefined();
    expect(ejectionFractionFromVolumes({ EDV: of(-2), ESV: of(40) })).toBeUndefined();
  });
});
