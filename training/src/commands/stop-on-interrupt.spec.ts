import { describe, expect, it } from '@jest/globals';
import { unlessAborted, untilAborted } from './stop-on-interrupt';

describe('untilAborted', () => {
  it('resolves when the signal is aborted', async () => {
    const controller = new AbortController();
    let hasEnded = false;
    const ended = untilAborted(controller.signal).then(() => {
      hasEnded = true;
    });
    await Promise.resolve();
    expect(hasEnded).toBe(false);
    controller.abort();
    await ended;
  });

  it('resolves at once where the signal was aborted before', async () => {
    await expect(untilAborted(AbortSignal.abort())).resolves.toBeUndefined();
  });
});

describe('unlessAborted', () => {
  it('gives what the work gives', async () => {
    const { signal } = new AbortController();
    await expect(unlessAborted(Promise.resolve(1), signal)).resolves.toBe(1);
  });

  it('does not wait for work that never ends', async () => {
    const controller = new AbortController();
    const ended = unlessAborted(new Promise(() => {}), controller.signal);
    controller.abort(new Error('Interrupted.'));
    await expect(ended).rejects.toThrow('Interrupted.');
  });
});
