import { describe, expect, it } from '@jest/globals';
import { fixtureManifest } from '../testing';
import { poolPredictions } from './pool-predictions';

const { tasks } = fixtureManifest;
const [regression, classification] = tasks;
const calibrated = {
  tasks: [
    { ...regression, calibration: { interval90HalfWidth: 11 } },
    { ...classification, decisionThreshold: 0.5 },
  ],
};

const predictionOf = (value: number, probability: number) => ({
  [regression.id]: {
    mean: value,
    standardDeviation: 1,
    perFrame: [value],
    notes: [`${value} is odd.`],
  },
  [classification.id]: {
    mean: probability,
    standardDeviation: 0,
    perFrame: [probability],
    positive: false,
    notes: [],
  },
});

describe('predictions of several clips of a patient', () => {
  it('are pooled to the mean of the clips, with the interval of a single one', () => {
    const pooled = poolPredictions(calibrated, [predictionOf(50, 0.4), predictionOf(60, 0.8)]);
    expect(pooled[regression.id]).toMatchObject({
      mean: 55,
      interval90: [44, 66],
      perFrame: [50, 60],
      notes: ['50 is odd.', '60 is odd.'],
    });
    expect(pooled[regression.id].standardDeviation).toBeCloseTo(Math.sqrt(50));
    expect(pooled[classification.id].mean).toBeCloseTo(0.6);
    expect(pooled[classification.id].positive).toBe(true);
  });

  it('are a single one where there is one', () => {
    const only = predictionOf(50, 0.4);
    expect(poolPredictions(calibrated, [only])).toBe(only);
  });

  it('leave out the clips that have no value of a task', () => {
    const { [regression.id]: value } = predictionOf(50, 0.4);
    const { [classification.id]: finding } = predictionOf(60, 0.8);
    const clips = [{ [classification.id]: finding }, { [regression.id]: value }];
    expect(poolPredictions(calibrated, [...clips, {}])).toEqual({
      [regression.id]: value,
      [classification.id]: finding,
    });
    expect(poolPredictions(calibrated, [{}, {}])).toEqual({});
  });

  it('are of the left ventricle from the same clips, so that EF belongs to its volumes', () => {
    const tasks = ['EDV', 'ESV', 'EF'].map((id) => ({ ...regression, id }));
    const of = (mean: number) => ({ mean, standardDeviation: 0, perFrame: [mean], notes: [] });
    const pooled = poolPredictions({ tasks }, [
      { EDV: of(100), ESV: of(40), EF: of(60) },
      { EF: of(30) },
      { EDV: of(140), ESV: of(70), EF: of(50) },
    ]);
    expect(tasks.map(({ id }) => pooled[id].mean)).toEqual([120, 55, 55]);
    expect(
      poolPredictions({ tasks }, [{ EF: of(30) }, { EDV: of(100), EF: of(50) }]),
    ).toMatchObject({
      EDV: { mean: 100 },
      EF: { mean: 40 },
    });
  });
});
