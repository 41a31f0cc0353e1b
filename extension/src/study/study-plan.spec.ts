import { describe, expect, it } from '@jest/globals';
import { type Clip, listClips } from '../clips/clip';
import { displaySetOf } from '../clips/testing';
import { viewCheckOf } from '../inference/fake-worker';
import { foundClassifier } from '../models/testing';
import { emptyViews, type ViewsState } from '../views/state';
import { planStudy } from './study-plan';

const a4c = { SeriesDescription: 'A4C' };
const views = (probabilities: Readonly<Record<string, number>>): ViewsState => ({
  ...emptyViews.views,
  classifier: { phase: 'ready', ...foundClassifier },
  checks: new Map(Object.entries(probabilities).map(([uid, one]) => [uid, viewCheckOf(one)])),
});
const numbers = (clips: readonly Clip[]) =>
  clips.map(({ SOPInstanceUID }) => SOPInstanceUID.split('.').at(-1)).join(' ');
const kinds = ({ excluded }: ReturnType<typeof planStudy>) =>
  excluded.map(({ clip, exclusion }) => `${numbers([clip])}: ${exclusion.kind}`);

describe('the clips of a study that are analysed together', () => {
  it('are those that the view check accepts; of the others the plan says why not', () => {
    const clips = listClips([
      displaySetOf(1),
      displaySetOf(2),
      displaySetOf(3, { NumberOfFrames: 1 }),
      displaySetOf(4),
      displaySetOf(5),
    ]);
    const plan = planStudy(clips, {
      ...views({ '1.2.3.1': 0.9, '1.2.3.2': 0.1, '1.2.3.5': 0.8 }),
      failures: new Map([['1.2.3.4', 'Frame 1: not decoded.']]),
    });
    expect(numbers(plan.clips)).toBe('1 5');
    expect(kinds(plan)).toEqual(['2: other view', '3: not eligible', '4: view not identified']);
    expect(plan.excluded[2].exclusion).toMatchObject({ reason: 'Frame 1: not decoded.' });
  });

  it('are never of a stage of a stress test, whatever their view', () => {
    const clips = listClips([
      displaySetOf(1, { ...a4c, StageName: 'Rest', StageNumber: 1, NumberOfStages: 3 }),
      displaySetOf(2, { ...a4c, StageName: 'Peak', StageNumber: 3, NumberOfStages: 3 }),
      displaySetOf(3, { ...a4c, StageName: 'low dose', StageNumber: 2, NumberOfStages: 3 }),
    ]);
    const plan = planStudy(clips, views({ '1.2.3.1': 0.9, '1.2.3.2': 0.99, '1.2.3.3': 0.99 }));
    expect(numbers(plan.clips)).toBe('1');
    expect(kinds(plan)).toEqual(['2: stress', '3: stress']);
  });

  it('are those whose description names the view where there is no classifier', () => {
    const clips = listClips([displaySetOf(1, a4c), displaySetOf(2, { SeriesDescription: 'PLAX' })]);
    const plan = planStudy(clips, emptyViews.views);
    expect(numbers(plan.clips)).toBe('1');
    expect(kinds(plan)).toEqual(['2: view not named']);
  });

  it('are of one study where the viewer shows a prior one too', () => {
    const clips = listClips([
      displaySetOf(1, { ...a4c, StudyInstanceUID: '1.1' }),
      displaySetOf(2, { ...a4c, StudyInstanceUID: '1.2' }),
    ]);
    const plan = planStudy(clips, emptyViews.views, '1.1');
    expect(numbers(plan.clips)).toBe('1');
    expect(plan.excluded).toEqual([]);
  });
});
