import * as v from 'valibot';
import { atLeastOne, count, text } from '../field-schemas';

/**
 * A network on a window of frames as plain data: operations in topological order, each with bias, sum
 * and relu in one, as the WebAssembly engine computes them. Single images are windows of one frame.
 */

/** [frames, height, width, channels]; vectors are [1, 1, 1, channels]. */
const shape = v.strictTuple([atLeastOne, atLeastOne, atLeastOne, atLeastOne]);

/** A convolution along one axis; zeros stand before the first and after the last position. */
const axis = v.object({
  kernel: atLeastOne,
  stride: atLeastOne,
  dilation: atLeastOne,
  padBefore: count,
  padAfter: count,
});

const resultFields = {
  /** Of the result, unique. */
  name: text,
  input: text,
  /** Of the result. */
  shape,
};

const operation = v.variant('kind', [
  v.object({
    kind: v.literal('conv'),
    ...resultFields,
    /** Frames, rows, columns; the strides of rows and columns are equal. */
    axes: v.strictTuple([axis, axis, axis]),
    /** Added before relu; of the same shape as the result. */
    addend: v.optional(text),
    relu: v.boolean(),
  }),
  /** Transposed convolution of each frame whose windows touch: `scale` times as high and wide. */
  v.object({
    kind: v.literal('transposedConv'),
    ...resultFields,
    scale: atLeastOne,
    relu: v.boolean(),
  }),
  /** Largest value of each square of pixels of a frame; nothing below 0 is padded. */
  v.object({
    kind: v.literal('maxPool'),
    ...resultFields,
    size: atLeastOne,
    stride: atLeastOne,
    padBefore: count,
    padAfter: count,
  }),
  /** Mean over frames, rows and columns. */
  v.object({ kind: v.literal('average'), ...resultFields }),
  /** Along the channels; `inputs` are results of other operations, each of one concatenation only. */
  v.object({
    kind: v.literal('concat'),
    name: text,
    inputs: v.pipe(v.array(text), v.minLength(2)),
    shape,
  }),
]);

/** First the input; the last operation's result is the output. */
export const windowGraphSchema = v.pipe(
  v.object({
    input: v.object({ name: text, shape }),
    operations: v.pipe(v.array(operation), v.minLength(1)),
  }),
  v.check(({ input, operations }) => {
    const known = new Set([input.name]);
    return operations.every((one) => {
      const isNew = !known.has(one.name) && readsOf(one).every((name) => known.has(name));
      known.add(one.name);
      return isNew;
    });
  }, 'must name each result once, and before it is read'),
);

export type WindowShape = v.InferOutput<typeof shape>;
export type WindowAxis = v.InferOutput<typeof axis>;
export type WindowOperation = v.InferOutput<typeof operation>;
export type WindowGraph = v.InferOutput<typeof windowGraphSchema>;
export type WindowConv = Extract<WindowOperation, { kind: 'conv' }>;
export type WindowTransposedConv = Extract<WindowOperation, { kind: 'transposedConv' }>;
export type WindowMaxPool = Extract<WindowOperation, { kind: 'maxPool' }>;
export type WindowConcat = Extract<WindowOperation, { kind: 'concat' }>;

/** Names of the results that an operation reads. */
export function readsOf(one: WindowOperation): readonly string[] {
  if (one.kind === 'concat') {
    return one.inputs;
  }
  return one.kind === 'conv' && one.addend !== undefined ? [one.input, one.addend] : [one.input];
}

/** Positions of the windows of a convolution along one axis; at most 0 where it fits nowhere. */
export function outputLength(input: number, along: WindowAxis): number {
  const { kernel, stride, dilation, padBefore, padAfter } = along;
  return Math.floor((input + padBefore + padAfter - dilation * (kernel - 1) - 1) / stride) + 1;
}

export interface WindowWeights {
  /**
   * Of a convolution [filters, channels in, frames, rows, columns]; of a transposed one
   * [channels in, filters, rows, columns].
   */
  readonly kernel: Float32Array;
  /** [filters]. */
  readonly bias: Float32Array;
}

/** A network on windows of frames, ready to run. */
export interface WindowNetwork {
  /** For readers, such as '2 threads'. */
  readonly description: string;
  /**
   * @param values [frames, height, width, channels] of one window; not modified.
   * @returns of the last operation, in the same order of axes.
   * @throws Error when a thread was lost
   */
  run(values: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

/**
 * Prepares a network on windows.
 *
 * @param weightsOf of a convolution, by its name; each is asked for once.
 * @throws Error when the machine cannot start
 */
export type CreateWindowNetwork = (
  graph: WindowGraph,
  weightsOf: (name: string) => WindowWeights,
) => Promise<WindowNetwork>;
