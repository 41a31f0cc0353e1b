import { describe, expect, it, jest } from '@jest/globals';
import type { OnnxSession } from '@echonet/models';
import { isBackendFault } from '../backend-fault';
import { browserSessions, type LoadRuntime } from './browser-session';

class Tensor {
  constructor(
    readonly type: string,
    readonly data: Float32Array,
    readonly dims: number[],
  ) {}
}

/** A runtime whose session answers with a number of its provider, one run at a time. */
function runtimes(answers: { readonly webgpu?: number; readonly wasm: number }) {
  const released: string[] = [];
  const loaded: string[] = [];
  const load = jest.fn((_filesUrl: string, provider: 'wasm' | 'webgpu') => {
    loaded.push(provider);
    let isRunning = false;
    const session = {
      inputNames: ['image'],
      outputNames: ['ef'],
      async run({ image }: { image: { dims: number[] } }) {
        if (image.dims[0] === 0) {
          throw new Error('device lost');
        }
        if (isRunning) {
          throw new Error('Session already started');
        }
        isRunning = true;
        await Promise.resolve();
        isRunning = false;
        return { ef: { dims: [1], data: Float32Array.of(answers[provider]!) } };
      },
      release: () => Promise.resolve(void released.push(provider)),
    };
    const create = () =>
      answers[provider] === undefined
        ? Promise.reject(new Error('no kernel'))
        : Promise.resolve(session);
    const env = { versions: { web: '1', common: '1' }, wasm: { numThreads: 2 } };
    return Promise.resolve({ env, InferenceSession: { create }, Tensor });
  });
  return { load: load as unknown as LoadRuntime, loaded, released };
}

const clip = { dims: [1], values: new Float32Array(1) };
const answerOf = async (session: OnnxSession) => {
  const results = await session.run(clip);
  return results.get('ef')!.values[0];
};
/** The recorded answer is 7. */
const isRight = async (session: OnnxSession) => (await answerOf(session)) === 7;
const file = new ArrayBuffer(1);

describe('browserSessions', () => {
  it('takes WebGPU where the other networks do and the recorded answer comes there', async () => {
    const { load, loaded } = runtimes({ webgpu: 7, wasm: 7 });
    const session = await browserSessions('/', 'webgpu', load)(file, isRight);
    expect(session.runtime).toBe('ONNX Runtime Web 1, WebGPU');
    expect(loaded).toEqual(['webgpu']);
  });

  it.each([
    ['gives another answer', { webgpu: 7.1, wasm: 7 }, ['webgpu']],
    ['cannot run it', { wasm: 7 }, []],
  ])('takes WebAssembly and says so where WebGPU %s', async (why, answers, gone) => {
    const { load, released } = runtimes(answers);
    const session = await browserSessions('/', 'webgpu', load)(file, isRight);
    expect(session.runtime).toBe(`ONNX Runtime Web 1, WebAssembly, 2 threads (WebGPU ${why})`);
    expect(await answerOf(session)).toBe(7);
    expect(released).toEqual(gone);
  });

  it('loads nothing of WebGPU elsewhere', async () => {
    const { load, loaded } = runtimes({ webgpu: 7, wasm: 7 });
    const session = await browserSessions('/', 'wasm', load)(file, isRight);
    expect(session.runtime).toBe('ONNX Runtime Web 1, WebAssembly, 2 threads');
    expect(loaded).toEqual(['wasm']);
  });

  it('runs one window after the other, also after a failure', async () => {
    const { load } = runtimes({ webgpu: 7, wasm: 7 });
    const session = await browserSessions('/', 'webgpu', load)(file, isRight);
    expect(await Promise.all([answerOf(session), answerOf(session)])).toEqual([7, 7]);
  });

  it.each([
    ['webgpu', true],
    ['wasm', false],
  ] as const)('on %s, calls a failing run a fault of the backend: %s', async (backend, isFault) => {
    const { load } = runtimes({ webgpu: 7, wasm: 7 });
    const session = await browserSessions('/', backend, load)(file, isRight);
    const broken = { ...clip, dims: [0] };
    const error: unknown = await session.run(broken).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining('device lost') });
    expect(isBackendFault(error)).toBe(isFault);
    expect(await answerOf(session)).toBe(7);
  });

  it('loads the runtime once, and again after a failure', async () => {
    const { load, loaded } = runtimes({ wasm: 7 });
    let isFirst = true;
    const failing: LoadRuntime = (...parameters) => {
      if (isFirst) {
        isFirst = false;
        return Promise.reject(new Error('offline'));
      }
      return load(...parameters);
    };
    const open = browserSessions('/', 'wasm', failing);
    await expect(open(file, isRight)).rejects.toThrow('offline');
    await open(file, isRight);
    await open(file, isRight);
    expect(loaded).toEqual(['wasm']);
  });
});
