import { describe, expect, it } from '@jest/globals';
import { segmentationFixtureManifest } from '../testing/segmentation-fixture';
import { hasLearnedView, joinedView, otherViewReason } from './read-view';

const ofViews = (...views: string[]) => ({
  ...segmentationFixtureManifest,
  input: { ...segmentationFixtureManifest.input, view: joinedView(views) },
});

describe('the view of a model', () => {
  it('names each that it learned from once', () => {
    const view = joinedView(['PLAX', 'A2C', 'PLAX']);
    expect(view).toBe('A2C, PLAX');
    expect(['A2C', 'PLAX', 'A4C'].map((one) => hasLearnedView({ view }, one))).toEqual([
      ...[true, true, false],
    ]);
  });

  it('is read where A4C is one of them', () => {
    expect(otherViewReason(ofViews('A4C'))).toBeUndefined();
    expect(otherViewReason(ofViews('A4C', 'A2C'))).toBeUndefined();
  });

  it('is not read without A4C', () => {
    expect(otherViewReason(ofViews('PLAX', 'A2C'))).toMatch(/of the view A2C, PLAX, and/);
    expect(otherViewReason(ofViews('A4C zoomed'))).toMatch(/of the view A4C zoomed, and/);
  });
});
