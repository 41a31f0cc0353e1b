import type { CreateWindowNetwork, WindowNetwork } from '@echonet/models';
import { firstFreeByte } from '../control';
import { Machine, type LoadedProgram, type MachineParts } from '../machine';
import { planWindow, type WindowProgram } from './plan-window';

/**
 * Runs networks on windows of frames on WebAssembly, as {@link wasmEngine} does those on images; it
 * has no gradients. A pass blocks the calling thread, which must not be the main thread.
 */
export function windowEngine(parts: MachineParts): CreateWindowNetwork {
  return async (graph, weightsOf) => {
    const program = planWindow(graph, weightsOf, firstFreeByte, parts.threads);
    const machine = await Machine.start(parts);
    try {
      return networkOn(machine, machine.load(program), parts);
    } catch (error) {
      machine.stop();
      throw error;
    }
  };
}

function networkOn(
  machine: Machine,
  loaded: LoadedProgram<WindowProgram>,
  { threads }: MachineParts,
): WindowNetwork {
  const { input, result } = loaded.program;
  const inputLength = lengthOf(input.shape);
  const resultOf = (values: Float32Array) => {
    if (values.length !== inputLength) {
      throw new Error(
        `The network reads windows of ${input.shape.join('x')}, and these are ${values.length} numbers.`,
      );
    }
    const [frames] = input.shape;
    const frameLength = inputLength / frames;
    for (let frame = 0; frame < frames; frame++) {
      const start = frame * frameLength;
      machine.write(input.frame(frame), values.subarray(start, start + frameLength));
    }
    machine.run(loaded);
    const { buffer } = result;
    const whole = new Float32Array(lengthOf(buffer.shape));
    const resultLength = whole.length / buffer.shape[0];
    for (let frame = 0; frame < buffer.shape[0]; frame++) {
      whole.set(machine.read(buffer.frame(frame)), frame * resultLength);
    }
    return whole;
  };
  return {
    description: threads === 1 ? '1 thread' : `${threads} threads`,
    run: (values) => Promise.resolve(values).then(resultOf),
    dispose: () => machine.stop(),
  };
}

function lengthOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
