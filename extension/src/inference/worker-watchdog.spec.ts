import { describe, expect, it } from '@jest/globals';
import { Lifeline } from './worker-watchdog';

const gone = new Error('gone');
const never = new Promise<never>(() => {});

describe('a lifeline', () => {
  it('lets results and errors through while it holds', async () => {
    const lifeline = new Lifeline();
    await expect(lifeline.guard(Promise.resolve(3))).resolves.toBe(3);
    await expect(lifeline.guard(Promise.reject(new Error('own')))).rejects.toThrow('own');
    expect(lifeline.endedBy).toBeUndefined();
  });

  it('gives up what is under way when it ends, and all that comes', async () => {
    const lifeline = new Lifeline();
    const waiting = lifeline.guard(never);
    lifeline.end(gone);
    lifeline.end(new Error('again'));
    await expect(waiting).rejects.toBe(gone);
    await expect(lifeline.guard(Promise.resolve(3))).rejects.toBe(gone);
    await expect(lifeline.guard(Promise.reject(new Error('own')))).rejects.toBe(gone);
    expect(lifeline.endedBy).toBe(gone);
  });

  it('trusts no result that comes after the end', async () => {
    const lifeline = new Lifeline();
    let answer: (value: number) => void = () => {};
    const waiting = lifeline.guard(new Promise<number>((resolve) => (answer = resolve)));
    answer(0);
    lifeline.end(gone);
    await expect(waiting).rejects.toBe(gone);
  });
});
