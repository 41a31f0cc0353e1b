import { describe, expect, it } from '@jest/globals';
import { taskDefinition } from '@echonet/models/tasks';
import { drawPatient } from './draw-patient';
import { labelDefinitions } from './labels';
import type { PhantomPatient } from './phantom-patient';

const cohort = Array.from({ length: 5000 }, (_, index) => drawPatient(7, index));
const taskOf = (id: string) => {
  const task = taskDefinition(id);
  if (!task) {
    throw new Error(`There is no task ${id}.`);
  }
  return task;
};
const labelsOf = (id: string): number[] => {
  const definition = labelDefinitions.find((label) => label.id === id);
  if (!definition) {
    throw new Error(`There is no label ${id}.`);
  }
  return cohort.map(definition.of);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: readonly number[], power: number): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** power));
};
const spread = (values: readonly number[]): number => Math.sqrt(moment(values, 2));
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [middleA, middleB] = [mean(a), mean(b)];
  return mean(a.map((value, i) => (value - middleA) * (b[i] - middleB))) / spread(a) / spread(b);
};

/** Differences above this many standard errors are not chance. */
const errors = 4;

describe('a cohort of 5000 simulated patients', () => {
  it.each([
    ['age', 61.1, 17.1],
    ['weight', 78.0, 21.7],
    ['height', 1.69, 0.12],
    ['EDV', 95.1, 48.2],
    ['ESV', 46.0, 39.3],
    ['EF', 55.1, 12.2],
  ])('has the published mean and spread of %s', (id, publishedMean, publishedSpread) => {
    const values = labelsOf(id);
    const n = values.length;
    const sd = spread(values);
    // Large-sample errors of a mean and of a standard deviation, whatever the distribution.
    const meanError = sd / Math.sqrt(n);
    const spreadError = Math.sqrt((moment(values, 4) - sd ** 4) / n) / (2 * sd);
    expect(Math.abs(mean(values) - publishedMean)).toBeLessThan(errors * meanError);
    expect(Math.abs(sd - publishedSpread)).toBeLessThan(errors * spreadError);
  });

  it.each([
    ['sex', 0.522],
    ['lead', 0.131],
    ['LADilation', 0.18],
    ['LVH', 0.327],
  ])('has the published share of %s', (id, share) => {
    const error = Math.sqrt((share * (1 - share)) / cohort.length);
    expect(Math.abs(mean(labelsOf(id)) - share)).toBeLessThan(errors * error);
  });

  it('has labels that a table of measurements may hold', () => {
    for (const { id } of labelDefinitions) {
      const { plausible } = taskOf(id);
      const values = labelsOf(id);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(plausible[0]);
      expect(Math.max(...values)).toBeLessThanOrEqual(plausible[1]);
    }
  });

  it('has skewed volumes and ejection fractions', () => {
    const skewness = (values: number[]): number => moment(values, 3) / spread(values) ** 3;
    expect(skewness(labelsOf('EDV'))).toBeGreaterThan(1);
    expect(skewness(labelsOf('ESV'))).toBeGreaterThan(1);
    expect(skewness(labelsOf('EF'))).toBeLessThan(-0.5);
  });

  it('has hearts that body, age and disease have shaped', () => {
    expect(correlation(labelsOf('EF'), labelsOf('EDV'))).toBeLessThan(-0.4);
    expect(correlation(labelsOf('sex'), labelsOf('EDV'))).toBeGreaterThan(0.2);
    expect(correlation(labelsOf('height'), labelsOf('EDV'))).toBeGreaterThan(0.2);
    expect(correlation(labelsOf('age'), labelsOf('LADilation'))).toBeGreaterThan(0.1);
    expect(correlation(labelsOf('EF'), labelsOf('LAVolume'))).toBeLessThan(-0.2);
    expect(correlation(labelsOf('LAVolume'), labelsOf('RADimension'))).toBeGreaterThan(0.3);
    expect(correlation(labelsOf('EF'), labelsOf('lead'))).toBeLessThan(-0.1);
    expect(correlation(labelsOf('weight'), labelsOf('LVH'))).toBeGreaterThan(0.1);
    const trace = (of: (patient: PhantomPatient) => number): number[] => cohort.map(of);
    expect(
      correlation(
        labelsOf('age'),
        trace(({ anatomy }) => anatomy.annularCalcification),
      ),
    ).toBeGreaterThan(0.6);
    expect(
      correlation(
        labelsOf('weight'),
        trace(({ acoustics }) => acoustics.fatThicknessCm),
      ),
    ).toBeGreaterThan(0.6);
    expect(
      correlation(
        labelsOf('EF'),
        trace(({ anatomy }) => anatomy.sphericity),
      ),
    ).toBeLessThan(-0.5);
  });
});

describe('a simulated patient', () => {
  it('is the same for the same seed and index, and another for another', () => {
    expect(drawPatient(5, 3)).toEqual(drawPatient(5, 3));
    expect(drawPatient(5, 3)).not.toEqual(drawPatient(5, 4));
    expect(drawPatient(5, 3)).not.toEqual(drawPatient(6, 3));
  });

  it('has volumes from which EF follows', () => {
    for (const { edvMl, esvMl, efPercent } of cohort.slice(0, 50)) {
      expect((100 * (edvMl - esvMl)) / edvMl).toBeCloseTo(efPercent, 9);
    }
  });

  it('has a lead as often as the cohort asks for, and is the same person with and without', () => {
    const leads = (leadShare: number): number =>
      mean(
        Array.from({ length: 1000 }, (_, i) => Number(drawPatient(3, i, { leadShare }).hasLead)),
      );
    expect(leads(0)).toBe(0);
    expect(leads(1)).toBe(1);
    expect(Math.abs(leads(0.5) - 0.5)).toBeLessThan(errors * Math.sqrt(0.25 / 1000));
    const { hasLead: with1, ...same } = drawPatient(3, 0, { leadShare: 1 });
    const { hasLead: with0, ...person } = drawPatient(3, 0, { leadShare: 0 });
    expect([with1, with0]).toEqual([true, false]);
    expect(person).toEqual(same);
  });

  it('has twelve labels in the units of their tasks', () => {
    expect(labelDefinitions).toHaveLength(12);
    for (const { id, unit } of labelDefinitions) {
      expect(taskOf(id).unit).toBe(unit);
    }
  });
});
