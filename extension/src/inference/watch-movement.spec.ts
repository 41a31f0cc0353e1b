import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { watchMovement } from './watch-movement';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('watching whether a cine plays', () => {
  it('tells when it begins and when it ends, and nothing in between', () => {
    let frame = 0;
    const told: boolean[] = [];
    const stop = watchMovement({ activeFrameIndex: () => frame }, (isMoving) =>
      told.push(isMoving),
    );
    const pass = (frames: number) => {
      frame += frames;
      jest.advanceTimersByTime(200);
    };
    pass(0);
    expect(told).toEqual([]);
    pass(4);
    pass(3);
    expect(told).toEqual([true]);
    pass(0);
    expect(told).toEqual([true, false]);
    pass(1);
    stop();
    pass(5);
    expect(told).toEqual([true, false, true, false]);
  });
});
