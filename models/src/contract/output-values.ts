import { areFinite } from '../arrays';
import type { NetworkOutput } from './contract-schema';

export interface OutputTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** Probabilities this near 0 and 1 have a logit that is still finite. */
const leastProbability = 1e-7;

/**
 * The values that tasks read, in the order of the outputs: numbers as they are, and everything else
 * as logits, so that a calibration applies to an imported model as to a trained one.
 *
 * @param tensorOf the result of a name; of the only one without
 * @throws Error naming an output that is missing, has another length, or holds no numbers
 */
export function outputValues(
  outputs: readonly NetworkOutput[],
  tensorOf: (name: string | undefined) => OutputTensor | undefined,
): number[] {
  return outputs.flatMap((output) => {
    const { tensor: name, length } = output;
    const title = name === undefined ? "The network's output" : `The network's output ${name}`;
    const tensor = tensorOf(name);
    if (!tensor) {
      throw new Error(`${title} is missing; the contract does not fit the file.`);
    }
    const values = [...tensor.values];
    if (values.length !== length) {
      throw new Error(
        `${title} has ${values.length} numbers (${tensor.dims.join('x')}), and the contract says ` +
          `${length}.`,
      );
    }
    if (!areFinite(values)) {
      throw new Error(
        `${title} holds values that are no numbers (NaN or infinite); the file or its input is wrong.`,
      );
    }
    return logitsOf(output, values);
  });
}

/** Number of values that tasks can read. */
export function valueCount(outputs: readonly Pick<NetworkOutput, 'length' | 'sums'>[]): number {
  return outputs.reduce((sum, output) => sum + (output.sums?.length ?? output.length), 0);
}

function logitsOf({ meaning, sums }: NetworkOutput, values: readonly number[]): number[] {
  switch (meaning) {
    case 'numbers':
    case 'logits':
      return [...values];
    case 'probabilities':
      return values.map(logit);
    case 'class logits': {
      const probabilities = softmax(values);
      const groups = sums ?? values.map((_, index) => [index]);
      return groups.map((classes) =>
        logit(classes.reduce((sum, index) => sum + probabilities[index], 0)),
      );
    }
  }
}

function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((one) => Math.exp(one - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function logit(probability: number): number {
  const within = Math.min(1 - leastProbability, Math.max(leastProbability, probability));
  return Math.log(within / (1 - within));
}
