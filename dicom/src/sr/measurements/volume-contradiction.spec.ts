import { describe, expect, it } from '@jest/globals';
import { volumeContradiction } from './volume-contradiction';

describe('volumeContradiction', () => {
  it.each([
    [{ EF: 62, EDV: 110, ESV: 42 }],
    [{ EF: 50, EDV: 100, ESV: 41 }],
    [{ EF: 45, EDV: 5, ESV: 2 }],
    [{ EDV: 100, ESV: 100 }],
    [{ EF: 90, EDV: 100 }],
    [{ ESV: 120 }],
  ])('has nothing against %j', (labels) => {
    expect(volumeContradiction(labels)).toBeUndefined();
  });

  it('names an end-systolic volume above the end-diastolic one', () => {
    expect(volumeContradiction({ EF: 55, EDV: 60, ESV: 120 })).toMatch(/ESV is 120 mL and EDV 60/);
  });

  it('names an EF far from that of the volumes', () => {
    expect(volumeContradiction({ EF: 90, EDV: 100, ESV: 60 })).toMatch(/EF is 90 %.*make 40 %/);
  });
});
