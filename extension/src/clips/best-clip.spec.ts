import { describe, expect, it } from '@jest/globals';
import { viewCheckOf } from '../inference/fake-worker';
import { bestClip, listedOrder, noViews } from './best-clip';
import { listClips } from './clip';
import { displaySetOf } from './testing';

const best = (...attributes: Readonly<Record<string, unknown>>[]) =>
  bestClip(listClips(attributes.map((each, i) => displaySetOf(i + 1, each))), 1900)?.header
    ?.InstanceNumber;

describe('the clip to begin with', () => {
  it('is one that can be read', () => {
    expect(best({ NumberOfFrames: 1 }, {})).toBe(2);
    expect(best({ NumberOfFrames: 1 })).toBeUndefined();
  });

  it.each(['A4C', 'AP4', 'Apical 4 chamber', 'apical four-chamber', 'LV 4CH', 'Vierkammer'])(
    'is one that is called %s rather than a longer one',
    (SeriesDescription) => {
      expect(best({ NumberOfFrames: 90, SeriesDescription: 'PLAX' }, { SeriesDescription })).toBe(
        2,
      );
    },
  );

  it('is the one that the view classifier is surest of, whatever the others are called', () => {
    const clips = listClips([
      displaySetOf(1, { SeriesDescription: 'A4C' }),
      displaySetOf(2),
      displaySetOf(3, { NumberOfFrames: 90 }),
    ]);
    const bestOf = (...sure: number[]) =>
      bestClip(clips, 1900, {
        ...noViews,
        checks: new Map(sure.map((each, i) => [`1.2.3.${i + 1}`, viewCheckOf(each)] as const)),
      })?.header?.InstanceNumber;
    expect(bestOf()).toBe(1);
    expect(bestOf(0.6, 0.9)).toBe(2);
    expect(bestOf(0.3)).toBe(3);
    expect(bestOf(0.3, 0.4, 0.1)).toBe(2);
  });

  it('is at rest rather than under stress, however sure the view check is', () => {
    const peak = { SeriesDescription: 'A4C', StageName: 'PEAK', StageNumber: 3 };
    expect(best(peak, { StageName: 'REST', StageNumber: 1 })).toBe(2);
    expect(best(peak, {})).toBe(2);
    const clips = listClips([displaySetOf(1, peak), displaySetOf(2)]);
    const checks = new Map([['1.2.3.1', viewCheckOf(0.99)] as const]);
    expect(bestClip(clips, 1900, { ...noViews, checks })?.header?.InstanceNumber).toBe(2);
  });

  it('is of the earliest stage where all are under stress', () => {
    const stage = (StageName: string, StageNumber: number) => ({ StageName, StageNumber });
    expect(best(stage('PEAK', 3), stage('LOW DOSE', 2))).toBe(2);
  });

  it('is one with a single sector rather than two', () => {
    const [{ instances }] = [displaySetOf(1)];
    const [region] = (instances as [{ SequenceOfUltrasoundRegions: object[] }])[0]
      .SequenceOfUltrasoundRegions;
    const half = (RegionLocationMinX0: number) => ({
      ...region,
      RegionLocationMinX0,
      RegionLocationMaxX1: RegionLocationMinX0 + 49,
    });
    const two = { SeriesDescription: 'A4C', SequenceOfUltrasoundRegions: [half(0), half(50)] };
    expect(best(two, {})).toBe(2);
  });

  it('is none that the view check could not read, if there is another', () => {
    const clips = listClips([displaySetOf(1, { SeriesDescription: 'A4C' }), displaySetOf(2)]);
    const failures = new Map([['1.2.3.1', 'Clip 1: no scan sector.']]);
    const after = { checks: new Map([['1.2.3.2', viewCheckOf(0.1)]]), failures };
    expect(bestClip(clips, 1900, after)?.header?.InstanceNumber).toBe(2);
    expect(bestClip(clips.slice(0, 1), 1900, after)?.header?.InstanceNumber).toBe(1);
  });

  it('is the first among those that are long enough', () => {
    expect(best({ NumberOfFrames: 10 }, { NumberOfFrames: 40 }, { NumberOfFrames: 90 })).toBe(2);
  });
});

describe('the order of the list', () => {
  it('is probable A4C clips first, unsuitable ones last, else as in the study', () => {
    const clips = listClips([
      displaySetOf(1, { NumberOfFrames: 1 }),
      displaySetOf(2, { SeriesDescription: 'PLAX' }),
      displaySetOf(3, { SeriesDescription: 'A4C' }),
      displaySetOf(4),
      displaySetOf(5, { SeriesDescription: 'AP4' }),
    ]);
    const order = (views = noViews) =>
      listedOrder(clips, views).map(({ header }) => header?.InstanceNumber);
    expect(order()).toEqual([3, 5, 2, 4, 1]);
    const checks = new Map([
      ['1.2.3.3', viewCheckOf(0.1)],
      ['1.2.3.4', viewCheckOf(0.9)],
    ]);
    expect(order({ ...noViews, checks })).toEqual([4, 5, 2, 3, 1]);
  });
});
