import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtureManifest } from '../testing/model-fixture';
import { viewClassifierManifest } from '../testing/view-classifier-fixture';
import { classifyView } from './classify-view';
import type { FramePrediction } from './predict-frame';

const framesOf = (...frames: [viewA4C: number, viewOther: number, viewUnusable: number][]) =>
  frames.map(([viewA4C, viewOther, viewUnusable]): FramePrediction => ({
    values: { viewA4C, viewOther, viewUnusable },
  }));

/** The fixture's thresholds are 0.5; that of viewA4C is 0.8 here. */
const manifest = {
  ...viewClassifierManifest,
  tasks: viewClassifierManifest.tasks.map((task) =>
    task.id === 'viewA4C' ? { ...task, decisionThreshold: 0.8 } : task,
  ),
};

describe('classifyView', () => {
  it('accepts a clip whose mean probability reaches the threshold, even if a frame does not', () => {
    const prediction = classifyView(manifest, framesOf([1, 0, 0], [0.6, 0.3, 0.1]));
    expect(prediction).toEqual({
      view: 'A4C',
      accepted: true,
      probability: 0.8,
      threshold: 0.8,
      probabilities: { A4C: 0.8, other: 0.15, unusable: 0.05 },
    });
  });

  it('rejects a clip below the threshold even where A4C is the most probable view', () => {
    expect(classifyView(manifest, framesOf([0.79, 0.1, 0.1]))).toMatchObject({
      view: 'uncertain',
      accepted: false,
    });
    expect(classifyView(manifest, framesOf([0.79, 0.6, 0.1])).view).toBe('other');
  });

  it('returns the more probable of the other classes', () => {
    expect(classifyView(manifest, framesOf([0.1, 0.9, 0.6])).view).toBe('other');
    expect(classifyView(manifest, framesOf([0.1, 0.6, 0.9])).view).toBe('unusable');
  });

  it('never accepts more clips with a higher threshold', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (a4c, other, unusable, threshold) => {
        const { accepted, view } = classifyView(
          {
            ...manifest,
            tasks: manifest.tasks.map((t) => ({ ...t, decisionThreshold: threshold })),
          },
          framesOf([a4c, other, unusable]),
        );
        expect(accepted).toBe(a4c >= threshold);
        expect(view === 'A4C').toBe(accepted);
      }),
    );
  });

  it('rejects a model that is no view classifier, and a clip without frames', () => {
    expect(() => classifyView(fixtureManifest, [])).toThrow(/Fixture is no view classifier/);
    expect(() => classifyView(manifest, [])).toThrow(/without a predicted frame/);
  });
});
