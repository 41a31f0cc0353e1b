import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BeatAnalysis, beatsIn } from '@echonet/models/measures';
import { framesAt, nextFrame } from './moments';

const beat = (edFrame: number, esFrame: number) => ({
  ...{ edFrame, esFrame, edVolume: 100, esVolume: 40, efPercent: 60 },
});

const common = { curve: [], notes: [] };
const spread = { median: 60, lowest: 60, highest: 60 };

describe('ED and ES of a clip', () => {
  it.each<[BeatAnalysis, number[], number[]]>([
    [
      {
        ...{ ...common, kind: 'whole beats', foundBy: 'curve', efPercent: spread },
        beats: [beat(3, 9), beat(18, 25)],
      },
      [3, 18],
      [9, 25],
    ],
    [
      { ...common, kind: 'part of a beat', extremes: beat(8, 2), beyond: [], reason: 'short' },
      [8],
      [2],
    ],
    [{ ...common, kind: 'no beat', reason: 'empty' }, [], []],
  ])('are those of its beats, else of the extremes', (beats, ed, es) => {
    expect([framesAt({ beats }, 'ED'), framesAt({ beats }, 'ES')]).toEqual([ed, es]);
    expect(beatsIn(beats)).toHaveLength(ed.length);
  });

  it('are reached one after the other, then from the first again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(500), { minLength: 1 }), fc.nat(500), (some, start) => {
        const frames = [...some].sort((a, b) => a - b);
        const visited: number[] = [];
        let current = start;
        for (let i = 0; i < frames.length; i++) {
          current = nextFrame(frames, current)!;
          visited.push(current);
        }
        expect([...visited].sort((a, b) => a - b)).toEqual(frames);
      }),
    );
    expect(nextFrame([], 3)).toBeUndefined();
  });
});
