import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ContourMeasure } from '@echonet/models';
import {
  automaticDescription,
  readAutomaticDescription,
  type AutomaticFindings,
} from './automatic-series';
import { reportForTests } from './testing';

const measure = (id: ContourMeasure['id'], value: number, half?: number): ContourMeasure => ({
  id,
  value,
  unit: id === 'EF' ? '%' : 'mL',
  ...(half !== undefined && { interval90: [value - half, value + half] }),
});

const normal: AutomaticFindings = {
  measures: [[measure('EF', 58, 8), measure('EDV', 100), measure('ESV', 42)]],
  grades: ['good'],
  areContoursEvaluated: true,
  results: [],
  a4cCount: 1,
  patient: { sex: 'male', ageYears: 60 },
};

const evaluated = (isEvaluated: boolean) =>
  reportForTests(1).results.map((result) => ({ ...result, isEvaluated }));

const describeWith = (changed: Partial<AutomaticFindings>) =>
  automaticDescription({ ...normal, ...changed });

describe('the series description of an automatic report', () => {
  it('says the ejection fraction with its interval and the number of clips', () => {
    expect(describeWith({})).toBe('EchoNet read automatically: EF 58 % (50-66), 1 A4C');
  });

  it('has means over the clips', () => {
    const measures = [[measure('EF', 56, 8)], [measure('EF', 61, 10)]];
    expect(describeWith({ measures, a4cCount: 2 })).toBe(
      'EchoNet read automatically: EF 59 % (50-68), 2 A4C',
    );
  });

  it('has the prediction where nothing was measured', () => {
    const results = evaluated(true).filter(({ task }) => task.id === 'EF');
    expect(describeWith({ measures: [], results })).toBe(
      'EchoNet read automatically: EF 55 % (44-66), 1 A4C',
    );
  });

  it.each([
    ['a low ejection fraction', { measures: [[measure('EF', 45)]] }],
    ['a large ventricle', { measures: [[measure('EF', 58), measure('EDV', 180)]] }],
    ['contours of poor quality alone', { grades: ['poor', 'poor'] as const }],
    ['a finding', { results: evaluated(true).map((result) => ({ ...result, positive: true })) }],
  ])('asks to check %s', (_, changed) => {
    expect(describeWith(changed)).toMatch(/, check$/);
  });

  it.each([
    ['one clip of several is of poor quality', { grades: ['good', 'poor'] as const }],
    [
      'the limits do not hold for the patient',
      { measures: [[measure('EF', 45)]], patient: { ageYears: 9 } },
    ],
    [
      'an imported network that nobody evaluated drew the contours',
      { measures: [[measure('EF', 20), measure('EDV', 300)]], areContoursEvaluated: false },
    ],
    [
      'it can draw none of quality',
      { grades: ['poor'] as const, measures: [], areContoursEvaluated: false },
    ],
    [
      'such a network predicts findings and a low ejection fraction',
      {
        measures: [],
        results: evaluated(false).map((result) => ({ ...result, value: 20, positive: true })),
      },
    ],
  ])('asks nothing where %s', (_, changed) => {
    expect(describeWith(changed)).not.toContain('check');
  });

  it('fits into 64 characters and is read back', () => {
    const value = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 99 }), (ef, half, a4cCount) => {
        const interval90 = [Math.max(0, ef - half), Math.min(100, ef + half)] as const;
        const measures = [[{ ...measure('EF', ef), interval90 }]];
        const description = describeWith({ measures, a4cCount });
        expect(description.length).toBeLessThanOrEqual(64);
        const read = readAutomaticDescription(description)!;
        expect(read.findings).toBe(
          `EF ${Math.round(ef)} % (${interval90.map(Math.round).join('-')}), ${a4cCount} A4C`,
        );
        expect(read.needsAttention).toBe(description.endsWith(', check'));
      }),
    );
  });

  it('is that of versions without a summary too, and of no other series', () => {
    expect(readAutomaticDescription('EchoNet read automatically')).toEqual({
      findings: '',
      needsAttention: false,
    });
    expect(readAutomaticDescription('EchoNet results')).toBeUndefined();
  });
});
