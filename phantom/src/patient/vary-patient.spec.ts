import { describe, expect, it } from '@jest/globals';
import { drawPatient } from './draw-patient';
import type { PhantomPatient } from './phantom-patient';

const count = 1500;
const cohortOf = (varied: boolean) =>
  Array.from({ length: count }, (_, index) => drawPatient(9, index, { varied }));
const [plain, varied] = [cohortOf(false), cohortOf(true)];

/** Share of the variance of a label that a line through one constant explains. */
function explained(
  cohort: readonly PhantomPatient[],
  constant: (patient: PhantomPatient) => number,
  label: (patient: PhantomPatient) => number,
): number {
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [x, y] = [cohort.map(constant), cohort.map(label)];
  const [mx, my] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - mx) * (y[i] - my)));
  const variance = (values: readonly number[], m: number) => mean(values.map((v) => (v - m) ** 2));
  return covariance ** 2 / (variance(x, mx) * variance(y, my));
}

describe('varyPatient', () => {
  it('keeps body, lead, ventricular volumes and left atrium, on which labels rest', () => {
    const kept = ({
      sex,
      ageYears,
      heightM,
      weightKg,
      edvMl,
      esvMl,
      laVolumeMl,
      hasLead,
    }: PhantomPatient) => ({
      ...{ sex, ageYears, heightM, weightKg, edvMl, esvMl, laVolumeMl, hasLead },
    });
    expect(varied.map(kept)).toEqual(plain.map(kept));
  });

  it('gives the same patient again', () => {
    expect(drawPatient(9, 3, { varied: true })).toEqual(varied[3]);
  });

  it.each([
    {
      what: 'annular calcium tells age',
      constant: ({ anatomy }: PhantomPatient) => anatomy.annularCalcification,
      label: ({ ageYears }: PhantomPatient) => ageYears,
    },
    {
      what: 'leaflet thickness tells age',
      constant: ({ anatomy }: PhantomPatient) => anatomy.leafletThickness,
      label: ({ ageYears }: PhantomPatient) => ageYears,
    },
    {
      what: 'brightness of muscle tells age',
      constant: ({ acoustics }: PhantomPatient) => acoustics.myocardialGainDb,
      label: ({ ageYears }: PhantomPatient) => ageYears,
    },
    {
      what: 'subcutaneous fat tells weight',
      constant: ({ acoustics }: PhantomPatient) => acoustics.fatThicknessCm,
      label: ({ weightKg }: PhantomPatient) => weightKg,
    },
    {
      what: 'attenuation tells weight',
      constant: ({ acoustics }: PhantomPatient) => acoustics.attenuationDbPerCm,
      label: ({ weightKg }: PhantomPatient) => weightKg,
    },
  ])('loosens how far $what', ({ constant, label }) => {
    expect(explained(plain, constant, label)).toBeGreaterThan(0.35);
    expect(explained(varied, constant, label)).toBeLessThan(0.25);
  });

  it('adds findings to some patients and not to others', () => {
    const shareOf = (has: (patient: PhantomPatient) => boolean) =>
      varied.filter(has).length / count;
    const effusion = shareOf(({ anatomy }) => (anatomy.effusionCm ?? 0) > 0);
    const akinesia = shareOf(({ anatomy }) => (anatomy.dyskinesia ?? []).length > 0);
    const contrast = shareOf(({ acoustics }) => acoustics.bloodDrift !== undefined);
    const ectopic = shareOf(({ rhythm }) => (rhythm.ectopicShare ?? 0) > 0);
    for (const share of [effusion, akinesia, contrast, ectopic]) {
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.4);
    }
  });
});
