import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '@echonet/command-line';
import { patientStrata } from './patient-strata';
import { splitSets } from './split-set';
import { completedSplit, stratifiedSplit, type PatientStrata } from './stratify';

type Labelled = { patientId: string; labels: Record<string, number> };

const shares = { seed: 1, testShare: 0.1, validationShare: 0.1 };
const patients: PatientStrata[] = Array.from({ length: 200 }, (_, index) => ({
  patientId: `patient-${index}`,
  strata: [`lead=${index % 20 === 0 ? 1 : 0}`, `EF=${index % 4}`],
}));

const countIn = (split: Map<string, string>, among: readonly PatientStrata[], splitSet: string) =>
  among.filter(({ patientId }) => split.get(patientId) === splitSet).length;

describe('stratifiedSplit', () => {
  it('puts every patient in one set, in the shares of the paper', () => {
    const split = stratifiedSplit(patients, shares);
    expect(splitSets.map((splitSet) => countIn(split, patients, splitSet))).toEqual([
      162, 18, 0, 20,
    ]);
  });

  it('spreads every group over the sets in their shares', () => {
    const split = stratifiedSplit(patients, shares);
    for (const stratum of ['lead=1', 'lead=0', 'EF=0', 'EF=1', 'EF=2', 'EF=3']) {
      const group = patients.filter(({ strata }) => strata.includes(stratum));
      expect(Math.abs(countIn(split, group, 'test') - group.length * 0.1)).toBeLessThanOrEqual(1);
      expect(
        Math.abs(countIn(split, group, 'validation') - group.length * 0.09),
      ).toBeLessThanOrEqual(2);
    }
  });

  it('keeps a part for calibration where a share is asked for', () => {
    const split = stratifiedSplit(patients, { ...shares, calibrationShare: 0.1 });
    expect(splitSets.map((set) => countIn(split, patients, set))).toEqual([144, 18, 18, 20]);
    const three = stratifiedSplit(patients.slice(0, 3), { ...shares, calibrationShare: 0.5 });
    expect([...three.values()].sort()).toEqual(['test', 'train', 'validation']);
  });

  it('depends on the seed and not on the order of the patients', () => {
    const split = stratifiedSplit(patients, shares);
    expect(stratifiedSplit([...patients].reverse(), shares)).toEqual(split);
    expect(stratifiedSplit(patients, { ...shares, seed: 2 })).not.toEqual(split);
  });

  it('leaves no set empty, whatever the shares and groups', () => {
    const stratum = fc.constantFrom('a', 'b', 'c');
    const share = fc.double({ min: 0, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(stratum), { minLength: 3, maxLength: 30 }),
        share,
        share,
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (groups, testShare, validationShare, calibrationShare) => {
          const some = groups.map((strata, index) => ({ patientId: `${index}`, strata }));
          const split = stratifiedSplit(some, {
            seed: 1,
            testShare,
            validationShare,
            calibrationShare,
          });
          expect(split.size).toBe(some.length);
          for (const splitSet of ['train', 'validation', 'test'] as const) {
            expect(countIn(split, some, splitSet)).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it('refuses fewer patients than sets', () => {
    expect(() => stratifiedSplit(patients.slice(0, 2), shares)).toThrow(UserError);
  });
});

describe('patientStrata', () => {
  it('groups patients by class and by quarter of the mean over their clips', () => {
    const clips = [10, 20, 30, 40].flatMap((EF, index): Labelled[] => [
      { patientId: `p${index}`, labels: { EF: EF - 1, lead: index % 2 } },
      { patientId: `p${index}`, labels: { EF: EF + 1 } },
    ]);
    expect(patientStrata(clips, ['EF', 'lead'])).toEqual([
      { patientId: 'p0', strata: ['EF=0', 'lead=0'] },
      { patientId: 'p1', strata: ['EF=1', 'lead=1'] },
      { patientId: 'p2', strata: ['EF=2', 'lead=0'] },
      { patientId: 'p3', strata: ['EF=3', 'lead=1'] },
    ]);
  });
});

describe('completedSplit', () => {
  const patients = Array.from({ length: 40 }, (_, i) => ({
    patientId: `p${i}`,
    strata: [`EF=${i % 4}`],
  }));
  const given = new Map(
    patients.map(({ patientId }, i) => [patientId, i < 32 ? 'train' : 'validation'] as const),
  );

  it('tests on the given validation patients and draws others from the training patients', () => {
    const split = completedSplit(given, patients, { seed: 1, validationShare: 0.25 });
    const sizes = ['train', 'validation', 'test'].map(
      (set) => [...split.values()].filter((one) => one === set).length,
    );
    expect(sizes).toEqual([24, 8, 8]);
    expect(patients.slice(32).every(({ patientId }) => split.get(patientId) === 'test')).toBe(true);
  });

  it('draws calibration patients from the training patients where asked to', () => {
    const whole = new Map([...given, ['p9', 'test'] as const]);
    const split = completedSplit(whole, patients, {
      seed: 1,
      validationShare: 0.25,
      calibrationShare: 0.2,
    });
    const drawn = [...split].filter(([, set]) => set === 'calibration').map(([id]) => id);
    expect(drawn).toHaveLength(6);
    expect(drawn.every((id) => whole.get(id) === 'train')).toBe(true);
    expect([...split].filter(([, set]) => set === 'validation')).toHaveLength(8);
  });

  it('leaves a split with a test set as it is', () => {
    const whole = new Map([...given, ['p9', 'test'] as const]);
    expect(completedSplit(whole, patients, { seed: 1, validationShare: 0.25 })).toEqual(whole);
  });
});
