import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { onnxSegmentationManifest } from '@echonet/models/testing';
import { originOfModel } from '../results/origin';
import { heartFailureClass, severityOf, severityOfMeasured } from './severity';
import { foundSegmentation } from './testing';

const man = { sex: 'male', ageYears: 60 } as const;
const woman = { sex: 'female', ageYears: 60 } as const;

describe('what published limits say of measured values', () => {
  const own = originOfModel(foundSegmentation.manifest);
  const ef = { id: 'EF', value: 45, unit: '%' } as const;

  it('is their grade, in the unit of the limits alone', () => {
    expect(severityOfMeasured(ef, own, man)).toMatchObject({
      ...{ grade: 'mild', normal: [52, 72], sex: 'male' },
    });
    const volume = { id: 'EDV', value: 45 } as const;
    expect(severityOfMeasured({ ...volume, unit: 'mL' }, own, man)?.grade).toBe('low');
    expect(severityOfMeasured({ ...volume, unit: 'pixel³' }, own, man)).toBeUndefined();
    expect(severityOfMeasured({ ...ef, id: 'MAPSE' }, own, man)).toBeUndefined();
  });

  it('is nothing of an imported network that nobody evaluated here, but of what a reader typed', async () => {
    const imported = originOfModel(await onnxSegmentationManifest());
    expect(severityOfMeasured(ef, imported, man)).toBeUndefined();
    expect(severityOfMeasured({ ...ef, typed: true }, imported, man)?.grade).toBe('mild');
  });
});

describe('the words for measured values', () => {
  it.each([
    ['EF', 62, man, 'normal'],
    ['EF', 52, man, 'normal'],
    ['EF', 52, woman, 'mild'],
    ['EF', 51.6, man, 'normal'],
    ['EF', 41, man, 'mild'],
    ['EF', 40, man, 'moderate'],
    ['EF', 30, woman, 'moderate'],
    ['EF', 29, woman, 'severe'],
    ['EF', 80, man, 'high'],
    ['EDV', 150, man, 'normal'],
    ['EDV', 151, man, 'mild'],
    ['EDV', 180, man, 'moderate'],
    ['EDV', 201, man, 'severe'],
    ['EDV', 131, woman, 'severe'],
    ['EDV', 50, man, 'low'],
    ['ESV', 62, man, 'mild'],
    ['ESV', 68, woman, 'severe'],
    ['LAIndex', 34, woman, 'normal'],
    ['LAIndex', 42, woman, 'moderate'],
    ['LAIndex', 49, man, 'severe'],
  ] as const)('are those of Lang et al. 2015: %s of %d', (measure, value, patient, grade) => {
    expect(severityOf(measure, value, patient)?.grade).toBe(grade);
  });

  it('are left out where they depend on a sex that is unknown', () => {
    expect(severityOf('EF', 53, {})).toEqual({
      normal: [52, 74],
      sex: 'both',
      bySex: {
        male: { grade: 'normal', normal: [52, 72] },
        female: { grade: 'mild', normal: [54, 74] },
      },
    });
    expect(severityOf('EF', 25, {})?.grade).toBe('severe');
  });

  it('are those of adults', () => {
    expect(severityOf('EF', 53, { sex: 'male', ageYears: 17.9 })).toBeUndefined();
  });

  it('get no better as the ejection fraction falls below normal', () => {
    const order = ['high', 'normal', 'mild', 'moderate', 'severe'];
    const rank = (value: number) => order.indexOf(severityOf('EF', value, man)?.grade ?? '');
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (value, less) => {
          expect(rank(value)).toBeGreaterThanOrEqual(0);
          expect(rank(Math.max(0, value - less))).toBeGreaterThanOrEqual(rank(value));
        },
      ),
    );
  });

  it.each([
    [40.4, 'reduced'],
    [41, 'mildlyReduced'],
    [49.4, 'mildlyReduced'],
    [49.5, 'preserved'],
  ])('name the class of heart failure of an EF of %d', (value, name) => {
    expect(heartFailureClass(value)).toBe(name);
  });
});
