import { UserError } from '@echonet/command-line';
import { networkClip, type NetworkInput, type NetworkOutput } from '@echonet/models';

/** Input or output of an ONNX file; a dimension is a length, or the name of one that may vary. */
export interface TensorFacts {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/**
 * @throws UserError when the file's input or outputs are not those of the contract: says both shapes
 */
export function refuseUnfitting(
  contract: { readonly input: NetworkInput; readonly outputs: readonly NetworkOutput[] },
  inputs: readonly TensorFacts[],
  outputs: readonly TensorFacts[],
): void {
  const [input, ...others] = inputs;
  if (!input || others.length > 0) {
    throw new UserError(
      `The file wants ${inputs.length} inputs (${inputs.map(titleOf).join('; ')}), and a network for ` +
        'the viewer has one.',
    );
  }
  refuseOtherType(input);
  const wanted = dimsOf(contract.input);
  if (!fits(input.shape, wanted)) {
    throw new UserError(
      `The file's input is ${titleOf(input)}, and the contract gives it ${wanted.join('x')} ` +
        `(${contract.input.layout}). Change the contract's layout, size, channels or frames.count, ` +
        'or export the network again.',
    );
  }
  for (const { tensor, length } of contract.outputs) {
    const output = tensor === undefined ? outputs[0] : outputs.find(({ name }) => name === tensor);
    if (!output || (tensor === undefined && outputs.length > 1)) {
      throw new UserError(
        `The file has the outputs ${outputs.map(({ name }) => name).join(', ')}, and the contract ` +
          `${tensor === undefined ? 'does not say which one it reads (outputs.tensor)' : `reads ${tensor}`}.`,
      );
    }
    refuseOtherType(output);
    const found = output.shape.every(isLength) ? product(output.shape) : length;
    if (found !== length) {
      throw new UserError(
        `The file's output is ${titleOf(output)}: ${found} numbers, and the contract says ${length}.`,
      );
    }
  }
}

function dimsOf(input: NetworkInput): readonly number[] {
  const empty = new Float32Array(input.image.size ** 2 * 3);
  const images = Array.from({ length: input.frames.count }, () => empty);
  return networkClip(input, images).dims;
}

function fits(shape: TensorFacts['shape'], dims: readonly number[]): boolean {
  return (
    shape.length === dims.length &&
    shape.every((length, axis) => !isLength(length) || length === dims[axis])
  );
}

/** Whether the length is fixed; ONNX Runtime says -1 or a name otherwise. */
function isLength(length: number | string): length is number {
  return typeof length === 'number' && length >= 0;
}

function refuseOtherType(tensor: TensorFacts): void {
  if (tensor.type !== 'float32') {
    throw new UserError(
      `The file's ${titleOf(tensor)} is of ${tensor.type}, and the viewer computes in float32; export ` +
        'the network again in single precision.',
    );
  }
}

function titleOf({ name, shape }: TensorFacts): string {
  return `${name} (${shape.join('x')})`;
}

function product(dims: readonly number[]): number {
  return dims.reduce((all, length) => all * length, 1);
}
