import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtureManifest } from '../testing/model-fixture';
import type { FramePrediction } from './predict-frame';
import { needsScale, summariseClip } from './summarise-clip';

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

  it('turns pixels into cm and mL by the scale of the image, and has nothing to show without one', () => {
    const [fixture, lead] = fixtureManifest.tasks;
    const EDV = { ...fixture, id: 'EDV', unit: 'mL', range: [30, 400], pixelExponent: 3 } as const;
    const RAD = { ...fixture, id: 'RAD', unit: 'cm', range: [2, 9], pixelExponent: 1 } as const;
    const tasks = [EDV, RAD, lead];
    const frames = [1, 2].map((one) => ({ values: { EDV: one * 1e5, RAD: one * 30, lead: 0.1 } }));
    const known = summariseClip({ tasks }, frames, { mmPerPixel: 1 });
    expect(known.EDV.mean).toBeCloseTo(150);
    expect(known.EDV.perFrame.map(Math.round)).toEqual([100, 200]);
    expect(known.EDV.interval90!.map(Math.round)).toEqual([136, 164]);
    expect(known.RAD.mean).toBeCloseTo(4.5);
    expect(summariseClip({ tasks }, frames, { mmPerPixel: 2 }).EDV.mean).toBeCloseTo(1200);
    expect(Object.keys(summariseClip({ tasks }, frames))).toEqual(['lead']);
    expect([needsScale({ tasks }), needsScale({ tasks: [lead] })]).toEqual([true, false]);
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
