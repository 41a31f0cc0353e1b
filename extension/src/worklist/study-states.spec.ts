/** @jest-environment jsdom */

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { StudyState } from './study-state';
import { StudyStates } from './study-states';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** An archive whose studies are all accepted, and what it was asked for. */
function statesOver(
  answer: () => Promise<StudyState> = () => Promise.resolve({ kind: 'accepted' }),
) {
  const asked: string[][] = [];
  const states = new StudyStates({
    async search(studies) {
      asked.push([...studies]);
      const state = await answer();
      return new Map(studies.filter((uid) => uid !== 'none').map((uid) => [uid, state]));
    },
  });
  return { states, asked };
}

const listener = () => {
  const heard: string[] = [];
  return { heard, listen: ({ kind }: StudyState) => void heard.push(kind) };
};

describe('the states of the studies on the screen', () => {
  it('are asked for by one search a page', async () => {
    const { states, asked } = statesOver();
    const { heard, listen } = listener();
    ['1', '2', 'none'].forEach((uid) => states.follow(uid, listen));
    await jest.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([['1', '2', 'none']]);
    expect(heard).toEqual(['accepted', 'accepted', 'not read']);
  });

  it('are asked for by several searches where the page is longer than an address', async () => {
    const { states, asked } = statesOver();
    Array.from({ length: 250 }, (_, i) => states.follow(`${i}`, () => {}));
    await jest.advanceTimersByTimeAsync(1000);
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('are renewed while they are shown, and no longer', async () => {
    const { states, asked } = statesOver();
    const { listen } = listener();
    const stop = states.follow('1', listen);
    await jest.advanceTimersByTimeAsync(65_000);
    expect(asked).toHaveLength(3);
    stop();
    await jest.advanceTimersByTimeAsync(300_000);
    expect(asked).toHaveLength(3);
  });

  it('are told at once when a study is shown again, and asked for anew', async () => {
    const { states, asked } = statesOver();
    states.follow('1', () => {})();
    const first = listener();
    const stop = states.follow('1', first.listen);
    await jest.advanceTimersByTimeAsync(1000);
    stop();
    const again = listener();
    states.follow('1', again.listen);
    expect(again.heard).toEqual(['accepted']);
    await jest.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(2);
  });

  it('are unknown with the reason where the archive fails, and recover', async () => {
    let fails = true;
    const { states } = statesOver(() =>
      fails
        ? Promise.reject(new Error('It cannot be reached'))
        : Promise.resolve({ kind: 'stored' }),
    );
    const heard: StudyState[] = [];
    states.follow('1', (state) => heard.push(state));
    await jest.advanceTimersByTimeAsync(1000);
    expect(heard).toEqual([{ kind: 'unknown', reason: 'It cannot be reached.' }]);
    fails = false;
    await jest.advanceTimersByTimeAsync(31_000);
    expect(heard.at(-1)).toEqual({ kind: 'stored' });
  });
});
