import {
  foldWeights,
  imageCount,
  refuseOtherOutput,
  type CreateNetwork,
  type Network,
} from '@echonet/models';
import { firstFreeByte } from './control';
import { planForward, type ForwardProgram } from './forward-program';
import { planGradient, type GradientProgram } from './gradient-program';
import { Machine, type LoadedProgram, type MachineParts } from './machine';
import { listOperations } from './operations';

/**
 * Runs networks on WebAssembly: one plan of steps per network, and kernels for exactly those
 * operations. One image uses every core, so batches gain nothing. A pass blocks the calling thread,
 * which must not be the main thread.
 */
export function wasmEngine(parts: MachineParts): CreateNetwork {
  return async (graph, weights, standardisation = { mean: 0, std: 1 }) => {
    const folded = foldWeights(graph, weights, standardisation);
    const forward = planForward(listOperations(graph), folded, firstFreeByte, parts.threads);
    const machine = await Machine.start(parts);
    const loaded = machine.load(forward);
    return networkOn(machine, loaded, () =>
      planGradient(
        listOperations(graph),
        forward.weights,
        (address, count) => machine.numbers(address, count),
        forward.data.end,
        parts.threads,
      ),
    );
  };
}

function networkOn(
  machine: Machine,
  forward: LoadedProgram<ForwardProgram>,
  plan: () => GradientProgram,
): Network {
  const inputShape = forward.program.input.shape;
  const outputShape = forward.program.result.shape;
  const outputs = outputShape[2];
  let gradient: LoadedProgram<GradientProgram> | undefined;

  const gradientOf = (image: Float32Array, outputIndex: number) => {
    gradient ??= machine.load(plan());
    const { input, seed, result } = gradient.program;
    const oneHot = new Float32Array(outputs);
    oneHot[outputIndex] = 1;
    machine.write(input, image);
    machine.write(seed, oneHot);
    machine.run(gradient);
    return machine.read(result);
  };

  const logitsOf = (image: Float32Array) => {
    machine.write(forward.program.input, image);
    machine.run(forward);
    return machine.read(forward.program.result);
  };

  /** Async, so that errors are rejections. */
  const eachImage = async (
    greyValues: Float32Array,
    compute: (image: Float32Array) => Float32Array,
  ) => {
    const count = imageCount(greyValues, inputShape);
    const length = greyValues.length / count;
    const results: Float32Array[] = [];
    for (let start = 0; start < greyValues.length; start += length) {
      results.push(compute(greyValues.subarray(start, start + length)));
    }
    return joined(results);
  };

  return {
    inputShape,
    outputs,
    outputShape,
    batchSize: 1,
    gradientBatchSize: 1,
    forward: (greyValues) => eachImage(greyValues, logitsOf),
    async inputGradient(greyValues, outputIndex) {
      refuseOtherOutput(outputIndex, outputShape);
      return eachImage(greyValues, (image) => gradientOf(image, outputIndex));
    },
    dispose: () => machine.stop(),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) {
    return parts[0];
  }
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.forEach((part, i) => whole.set(part, i * part.length));
  return whole;
}
