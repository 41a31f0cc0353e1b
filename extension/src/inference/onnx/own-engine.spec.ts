import { describe, expect, it, jest } from '@jest/globals';
import type { CreateSession, CreateWindowNetwork, EnginePlan, OnnxSession } from '@echonet/models';
import { preferOwnEngine } from './own-engine';

const onnxRuntime: OnnxSession = {
  runtime: 'ONNX Runtime',
  outputNames: ['y'],
  run: () => Promise.resolve(new Map()),
  dispose: () => undefined,
};
const createSession: CreateSession = () => Promise.resolve(onnxRuntime);

const plan: EnginePlan = {
  graph: {
    input: { name: 'x', shape: [1, 1, 1, 2] },
    operations: [
      {
        kind: 'average',
        name: 'y',
        input: 'x',
        shape: [1, 1, 1, 2],
      },
    ],
  },
  weights: {},
  output: { name: 'y', dims: [1, 2] },
};

const backendOf = (
  name: 'webgpu' | 'webgl' | 'wasm',
  createWindowNetwork?: CreateWindowNetwork,
) => ({
  report: { name },
  createWindowNetwork,
});

describe('preferOwnEngine', () => {
  const file = new ArrayBuffer(0);

  it('runs a file that has a plan on the engine, with the channels of the file last', async () => {
    const dispose = jest.fn();
    const createWindowNetwork: CreateWindowNetwork = () =>
      Promise.resolve({ description: '2 threads', run: (x) => Promise.resolve(x), dispose });
    const open = preferOwnEngine(backendOf('wasm', createWindowNetwork), 'unused/', createSession);
    const session = await open(file, () => Promise.resolve(true), plan);
    expect(session.runtime).toBe("EchoNet's engine, WebAssembly, 2 threads");
    const results = await session.run({ dims: [1, 2, 1, 1], values: Float32Array.of(3, 4) });
    expect(results.get('y')).toEqual({ dims: [1, 2], values: Float32Array.of(3, 4) });

    // The recorded answer does not come.
    await expect(open(file, () => Promise.resolve(false), plan)).resolves.toBe(onnxRuntime);
    expect(dispose).toHaveBeenCalledTimes(1);
    await expect(open(file, () => Promise.resolve(true))).resolves.toBe(onnxRuntime);
  });

  it('falls back where the engine cannot be loaded, and leaves WebGPU to ONNX Runtime', async () => {
    const isRight = jest.fn(() => Promise.resolve(true));
    const unreachable = preferOwnEngine(backendOf('webgl'), 'not a URL', createSession);
    await expect(unreachable(file, isRight, plan)).resolves.toBe(onnxRuntime);
    const onGpu = preferOwnEngine(backendOf('webgpu'), 'unused/', createSession);
    await expect(onGpu(file, isRight, plan)).resolves.toBe(onnxRuntime);
    expect(isRight).not.toHaveBeenCalled();
  });
});
