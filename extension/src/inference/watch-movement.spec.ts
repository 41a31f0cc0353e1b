import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { watchMovement } from './watch-movement';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('watching whether a cine plays', () => {
  it('reports when it begins and ends', () => {
    let frame = 0;
    const changes: boolean[] = [];
    const stop = watchMovement({ activeFrameIndex: () => frame }, (isMoving) =>
      changes.push(isMoving),
    );
    const pass = (frames: number) => {
      frame += frames;
      jest.advanceTimersByTime(200);
    };
    pass(0);
    expect(changes).toEqual([]);
    pass(4);
    pass(3);
    expect(changes).toEqual([true]);
    pass(0);
    expect(changes).toEqual([true, false]);
    pass(1);
    stop();
    pass(5);
    expect(changes).toEqual([true, false, true, false]);
  });
});
