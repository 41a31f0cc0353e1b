import { afterEach, describe, expect, it } from '@jest/globals';
import { expose } from 'comlink';
import { startInferenceWorker } from './client';
import type { InferenceWorker } from './protocol';

/** A worker in the same thread: whatever a test exposes answers. */
class SameThreadWorker extends EventTarget {
  static serves: Partial<Record<keyof InferenceWorker, unknown>> = {};
  static last: SameThreadWorker;
  onerror: ((event: Event & { message?: string }) => void) | null = null;
  isTerminated = false;
  private readonly inside = new EventTarget();

  constructor() {
    super();
    SameThreadWorker.last = this;
    const endpoint = Object.assign(this.inside, {
      postMessage: (data: unknown) => this.dispatchEvent(new MessageEvent('message', { data })),
    });
    expose(SameThreadWorker.serves, endpoint);
  }

  postMessage(data: unknown): void {
    this.inside.dispatchEvent(new MessageEvent('message', { data, origin: 'here' }));
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

Object.assign(globalThis, { Worker: SameThreadWorker });
const frames = { SOPInstanceUID: '1.2', frameIndices: [0] };

afterEach(() => {
  SameThreadWorker.serves = {};
});

describe('the inference worker as the page sees it', () => {
  it('answers what the worker answers', async () => {
    SameThreadWorker.serves = { predictFrames: () => ({ frames: [{ values: { EF: 50 } }] }) };
    const client = startInferenceWorker();
    expect(await client.predictFrames(frames)).toEqual({ frames: [{ values: { EF: 50 } }] });
  });

  it('refuses a reply that does not fit', async () => {
    SameThreadWorker.serves = { predictFrames: () => ({ frames: [{ values: { EF: 'fifty' } }] }) };
    await expect(startInferenceWorker().predictFrames(frames)).rejects.toThrow(
      /EchoNet's worker sent a message \(predictFrames\).*values\.EF/,
    );
  });

  it("passes the worker's own sentence on", async () => {
    SameThreadWorker.serves = {
      predictFrames: () => {
        throw new Error('No model is loaded; run again.');
      },
    };
    await expect(startInferenceWorker().predictFrames(frames)).rejects.toThrow(
      'No model is loaded; run again.',
    );
  });

  it('rejects what is under way when the worker crashes, and says that it has ended', async () => {
    SameThreadWorker.serves = { predictFrames: () => new Promise(() => {}) };
    const client = startInferenceWorker();
    const waiting = client.predictFrames(frames);
    const { last } = SameThreadWorker;
    last.onerror?.(Object.assign(new Event('error'), { message: 'out of memory' }));
    await expect(waiting).rejects.toMatchObject({
      name: 'BackendFault',
      message: 'error in its worker: out of memory',
    });
    expect(client.hasEnded()).toBe(true);
  });

  it('ends the thread when it is disposed', async () => {
    SameThreadWorker.serves = { isPrepared: () => new Promise(() => {}) };
    const client = startInferenceWorker();
    const waiting = client.isPrepared('1.2');
    client.dispose();
    await expect(waiting).rejects.toThrow(/mode was left/);
    expect(SameThreadWorker.last.isTerminated).toBe(true);
  });
});
