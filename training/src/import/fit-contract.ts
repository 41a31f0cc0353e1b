import { UserError } from '@echonet/command-line';
import type { TensorFacts } from '../learning/onnx/node-session';
import { isSegmentation, type Contract, type SegmentationContract } from './contract-file';

/**
 * @throws UserError when the file's input or outputs are not those of the contract: says both shapes
 */
export function refuseUnfitting(
  contract: Contract,
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
  const wanted = inputDims(contract);
  if (!fits(input.shape, wanted)) {
    throw new UserError(
      `The file's input is ${titleOf(input)}, and the contract gives it ${wanted.join('x')} ` +
        `(${contract.input.layout}). Change the contract's layout, size, channels or frames.count, ` +
        'or export the network again.',
    );
  }
  if (isSegmentation(contract)) {
    refuseOtherMask(contract, outputs);
    return;
  }
  for (const { tensor, length } of contract.outputs) {
    const output = outputNamed(outputs, tensor, 'outputs.tensor');
    const found = output.shape.every(isLength) ? product(output.shape) : length;
    if (found !== length) {
      throw new UserError(
        `The file's output is ${titleOf(output)}: ${found} numbers, and the contract says ${length}.`,
      );
    }
  }
}

function refuseOtherMask(
  { input, mask }: SegmentationContract,
  outputs: readonly TensorFacts[],
): void {
  const output = outputNamed(outputs, mask.tensor, 'mask.tensor');
  const side = mask.size ?? input.image.size;
  const wanted = dimsOf(mask.layout, { C: mask.classes.length, H: side, W: side });
  if (!fits(output.shape, wanted)) {
    throw new UserError(
      `The file's output is ${titleOf(output)}, and the contract says ${wanted.join('x')} ` +
        `(${mask.layout}). Change the contract's mask: layout, size or classes.`,
    );
  }
}

function outputNamed(
  outputs: readonly TensorFacts[],
  tensor: string | undefined,
  field: string,
): TensorFacts {
  const output = tensor === undefined ? outputs[0] : outputs.find(({ name }) => name === tensor);
  if (!output || (tensor === undefined && outputs.length > 1)) {
    throw new UserError(
      `The file has the outputs ${outputs.map(({ name }) => name).join(', ')}, and the contract ` +
        `${tensor === undefined ? `does not say which one it reads (${field})` : `reads ${tensor}`}.`,
    );
  }
  refuseOtherType(output);
  return output;
}

function inputDims(contract: Contract): readonly number[] {
  const { size, channels } = contract.input.image;
  const T = isSegmentation(contract) ? 1 : contract.input.frames.count;
  return dimsOf(contract.input.layout, { T, C: channels === 'grey' ? 1 : 3, H: size, W: size });
}

/** The batch is 1. */
function dimsOf(layout: string, lengths: Readonly<Record<string, number>>): readonly number[] {
  return [...layout].map((axis) => lengths[axis] ?? 1);
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
