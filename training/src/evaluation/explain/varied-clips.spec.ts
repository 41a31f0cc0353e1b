import { describe, expect, it } from '@jest/globals';
import { variedClips } from './varied-clips';

const clipsWith = (id: string, labels: readonly (number | undefined)[]) =>
  labels.map((label) => ({ labels: label === undefined ? {} : { [id]: label } }) as Labelled);
interface Labelled {
  readonly labels: Readonly<Record<string, number>>;
}

describe('variedClips', () => {
  it('spreads regression labels from the highest to the lowest', () => {
    const clips = clipsWith('EF', [50, 60, undefined, 20, 70, 30, 40]);
    const chosen = (count: number) =>
      variedClips(clips, { id: 'EF', kind: 'regression' }, count).map(({ labels }) => labels['EF']);
    expect(chosen(3)).toEqual([70, 40, 20]);
    expect(chosen(1)).toEqual([70]);
    expect(chosen(9)).toEqual([70, 60, 50, 40, 30, 20]);
  });

  it('balances positive and negative clips as far as possible', () => {
    const clips = clipsWith('lead', [0, 0, 0, undefined, 1, 0]);
    const chosen = (count: number) =>
      variedClips(clips, { id: 'lead', kind: 'classification' }, count).map(
        ({ labels }) => labels['lead'],
      );
    expect(chosen(1)).toEqual([1]);
    expect(chosen(4)).toEqual([1, 0, 0, 0]);
  });

  it('takes unlabelled clips when no clip is labelled', () => {
    const clips = clipsWith('EF', [undefined, undefined]);
    expect(variedClips(clips, { id: 'EF', kind: 'regression' }, 1)).toEqual([{ labels: {} }]);
  });
});
