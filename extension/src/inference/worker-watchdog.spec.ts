import { describe, expect, it } from '@jest/globals';
import { WorkerWatchdog } from './worker-watchdog';

const gone = new Error('gone');
const never = new Promise<never>(() => {});

describe('a worker watchdog', () => {
  it('passes results and errors on until it ends', async () => {
    const watchdog = new WorkerWatchdog();
    await expect(watchdog.guard(Promise.resolve(3))).resolves.toBe(3);
    await expect(watchdog.guard(Promise.reject(new Error('own')))).rejects.toThrow('own');
    expect(watchdog.endedBy).toBeUndefined();
  });

  it('rejects pending and later work when it ends', async () => {
    const watchdog = new WorkerWatchdog();
    const waiting = watchdog.guard(never);
    watchdog.end(gone);
    watchdog.end(new Error('again'));
    await expect(waiting).rejects.toBe(gone);
    await expect(watchdog.guard(Promise.resolve(3))).rejects.toBe(gone);
    await expect(watchdog.guard(Promise.reject(new Error('own')))).rejects.toBe(gone);
    expect(watchdog.endedBy).toBe(gone);
  });

  it('rejects work whose result arrives after the end', async () => {
    const watchdog = new WorkerWatchdog();
    let answer: (value: number) => void = () => {};
    const waiting = watchdog.guard(new Promise<number>((resolve) => (answer = resolve)));
    answer(0);
    watchdog.end(gone);
    await expect(waiting).rejects.toBe(gone);
  });
});
