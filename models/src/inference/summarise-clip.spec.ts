import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtureManifest } from '../testing/model-fixture';
import type { FramePrediction } from './predict-frame';
import { summariseClip } from './summarise-clip';

const framesOf = (ef: number[], lead = ef.map(() => 0.1)): FramePrediction[] =>
  ef.map((EF, i) => ({ values: { EF, lead: lead[i] } }));

describe('summariseClip', () => {
  it('computes mean and standard deviation over the frames', () => {
    const { EF } = summariseClip(fixtureManifest, framesOf([50, 60, 70]));
    expect(EF.mean).toBeCloseTo(60);
    expect(EF.standardDeviation).toBeCloseTo(10);
    expect(EF.perFrame).toEqual([50, 60, 70]);
  });

  it('has the calibrated interval around the mean, and none without calibration', () => {
    const { EF, lead } = summariseClip(fixtureManifest, framesOf([50, 60]));
    expect(EF.interval90).toEqual([41, 69]);
    expect(lead.interval90).toBeUndefined();
  });

  it('applies the threshold of a classification, and none to a regression', () => {
    const below = summariseClip(fixtureManifest, framesOf([50, 50], [0.1, 0.6]));
    expect(below.lead.positive).toBe(false);
    const at = summariseClip(fixtureManifest, framesOf([50, 50], [0.4, 0.4]));
    expect(at.lead.positive).toBe(true);
    expect(at.EF.positive).toBeUndefined();
  });

  it('has a standard deviation of 0 for a single frame', () => {
    expect(summariseClip(fixtureManifest, framesOf([50])).EF.standardDeviation).toBe(0);
  });

  it('keeps a value outside the trained range, with a note', () => {
    const { EF, lead } = summariseClip(fixtureManifest, framesOf([90, 92]));
    expect(EF.mean).toBe(91);
    expect(EF.notes).toEqual([
      'Ejection fraction of 91.0 % is outside what the model was trained on (10 to 80 %); ' +
        'do not rely on it.',
    ]);
    expect(lead.notes).toEqual([]);
  });

  it('rejects a clip without frames and a frame without a task', () => {
    expect(() => summariseClip(fixtureManifest, [])).toThrow(/without a predicted frame/);
    expect(() => summariseClip(fixtureManifest, [{ values: { EF: 50 } }])).toThrow(
      /Frame 1 has no prediction of lead/,
    );
  });

  it('does not depend on the order of the frames', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (ef) => {
        const forth = summariseClip(fixtureManifest, framesOf(ef)).EF;
        const back = summariseClip(fixtureManifest, framesOf([...ef].reverse())).EF;
        expect(forth.mean).toBeCloseTo(back.mean, 8);
        expect(forth.standardDeviation).toBeCloseTo(back.standardDeviation, 6);
      }),
    );
  });
});
