import { describe, expect, it } from '@jest/globals';
import { listClips } from './clip';
import { displaySetOf } from './testing';
import { followViewport, keepChoice, tick, type Choice } from './choice';

const clips = listClips([
  displaySetOf(1),
  displaySetOf(2, { SeriesDescription: 'A4C' }),
  displaySetOf(3, { NumberOfFrames: 1 }),
]);
const [first, fourChamber, still] = clips;
const nothing: Choice = { uids: new Set(), by: 'rank' };
const uids = (choice: Choice) => [...choice.uids];

describe('the choice of clips', () => {
  it('is the best clip at first, and a better one that comes later', () => {
    const early = keepChoice(nothing, [first], 1900);
    expect(uids(early)).toEqual(['1.2.3.1']);
    expect(uids(keepChoice(early, clips, 1900))).toEqual(['1.2.3.2']);
    expect(uids(keepChoice(nothing, [still], 1900))).toEqual([]);
  });

  it('follows the viewport to what can be read, until the reader ticks', () => {
    const shown = followViewport(keepChoice(nothing, clips, 1900), first);
    expect(uids(shown)).toEqual(['1.2.3.1']);
    expect(followViewport(shown, still)).toBe(shown);
    expect(uids(keepChoice(shown, clips, 1900))).toEqual(['1.2.3.1']);
    const ticked = tick(shown, fourChamber, true);
    expect(uids(ticked)).toEqual(['1.2.3.1', '1.2.3.2']);
    expect(followViewport(ticked, fourChamber)).toBe(ticked);
    const none = tick(tick(ticked, first, false), fourChamber, false);
    expect(uids(none)).toEqual([]);
    expect(uids(followViewport(none, first))).toEqual(['1.2.3.1']);
  });

  it('loses the clips that are gone', () => {
    const both = tick(tick(nothing, first, true), fourChamber, true);
    expect(uids(keepChoice(both, [first], 1900))).toEqual(['1.2.3.1']);
  });

  it('never holds what cannot be read', () => {
    expect(tick(nothing, still, true)).toBe(nothing);
  });
});
