import { describe, expect, it } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { manifest } from '../models/testing';
import { sessionOver } from '../session/testing';
import { poolPredictions, readingOf } from './reading';

const predictionOf = (EF: number, lead: number) => ({
  EF: { mean: EF, standardDeviation: 1, perFrame: [EF], notes: [`EF ${EF} is odd.`] },
  lead: { mean: lead, standardDeviation: 0, perFrame: [lead], positive: false, notes: [] },
});

describe('several clips of a patient', () => {
  it('are pooled to the mean of the clips, with the interval of a single one', () => {
    const pooled = poolPredictions(manifest, [predictionOf(50, 0.4), predictionOf(60, 0.8)]);
    expect(pooled.EF).toMatchObject({
      mean: 55,
      interval90: [44, 66],
      perFrame: [50, 60],
      notes: ['EF 50 is odd.', 'EF 60 is odd.'],
    });
    expect(pooled.EF.standardDeviation).toBeCloseTo(Math.sqrt(50));
    expect(pooled.lead.mean).toBeCloseTo(0.6);
    expect(pooled.lead.positive).toBe(true);
  });

  it('are a single one where there is one', () => {
    const only = predictionOf(50, 0.4);
    expect(poolPredictions(manifest, [only])).toBe(only);
  });

  it('are those that the reader has chosen, in the order of the study', async () => {
    const session = sessionOver(fakeViewer([1, 2, 3].map((i) => displaySetOf(i))));
    expect(readingOf(session.store.get())).toBeUndefined();
    session.clips.choose('1.2.3.1', false);
    session.clips.choose('1.2.3.3', true);
    session.clips.choose('1.2.3.2', true);
    await session.runs.start();
    const reading = readingOf(session.store.get());
    expect(reading?.clips.map(({ clip }) => clip.SOPInstanceUID)).toEqual(['1.2.3.2', '1.2.3.3']);
    expect(reading?.isProvisional).toBe(false);
  });
});
