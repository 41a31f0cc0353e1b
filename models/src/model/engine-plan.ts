import * as v from 'valibot';
import { atLeastOne, count, positive, text } from '../field-schemas';
import { windowGraphSchema, type WindowWeights } from '../network/window-graph';
import { ModelRefusal } from './manifest-fields';

export const enginePlanFileName = 'engine.json';

/** Little-endian float32 numbers in model.onnx. */
const fileNumbers = v.object({ firstByte: count, length: atLeastOne });

const batchNorm = v.object({
  scale: fileNumbers,
  offset: fileNumbers,
  mean: fileNumbers,
  variance: fileNumbers,
  epsilon: positive,
});

const fileWeights = v.object({
  kernel: fileNumbers,
  /** [channels in, filters] in place of [filters, channels in, ...]. */
  isTransposed: v.optional(v.boolean()),
  bias: v.optional(fileNumbers),
  /** After the convolution. */
  batchNorm: v.optional(batchNorm),
});

/**
 * Content of engine.json: how the project's own engine computes what is in model.onnx, whose weights it
 * reads from that file. Input and output have their channels before frames, rows and columns.
 */
const enginePlanSchema = v.object({
  graph: windowGraphSchema,
  weights: v.record(text, fileWeights),
  /** Name and shape of the output in the file. */
  output: v.object({ name: text, dims: v.array(atLeastOne) }),
});

export type FileNumbers = v.InferOutput<typeof fileNumbers>;
export type FileWeights = v.InferOutput<typeof fileWeights>;
export type EnginePlan = v.InferOutput<typeof enginePlanSchema>;

/** @throws ModelRefusal naming the field that is wrong */
export function parseEnginePlan(json: unknown): EnginePlan {
  const parsed = v.safeParse(enginePlanSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ModelRefusal(
      `${enginePlanFileName} cannot be used: ${v.getDotPath(issue) ?? 'all of it'}: ${issue.message}. ` +
        'Import the model again.',
    );
  }
  return parsed.output;
}

/**
 * Reads the weights of a convolution, with the batch normalisation after it folded in.
 *
 * @param file model.onnx
 * @throws Error naming a convolution without weights; RangeError where they lie outside of the file
 */
export function planWeights(
  { graph, weights }: EnginePlan,
  file: ArrayBuffer | Uint8Array,
): (name: string) => WindowWeights {
  const filters = new Map(graph.operations.map(({ name, shape }) => [name, shape[3]]));
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  return (name) => {
    const [found, filterCount] = [weights[name], filters.get(name)];
    if (!found || filterCount === undefined) {
      throw new Error(`${enginePlanFileName} has no weights of ${name}.`);
    }
    const kernel = numbersAt(bytes, found.kernel);
    const folded = {
      kernel: found.isTransposed ? transposed(kernel, filterCount) : kernel,
      bias: found.bias ? numbersAt(bytes, found.bias) : new Float32Array(filterCount),
    };
    return found.batchNorm ? normalised(folded, found.batchNorm, bytes) : folded;
  };
}

/** A copy: numbers in the file are not aligned. */
function numbersAt(file: Uint8Array, { firstByte, length }: FileNumbers): Float32Array {
  const end = firstByte + length * Float32Array.BYTES_PER_ELEMENT;
  if (end > file.length) {
    throw new RangeError(`${enginePlanFileName} names weights outside of model.onnx.`);
  }
  // slice of Node's Buffer is no copy.
  return new Float32Array(new Uint8Array(file.subarray(firstByte, end)).buffer);
}

/** [channels, filters] as [filters, channels]. */
function transposed(values: Float32Array, filters: number): Float32Array {
  const channels = values.length / filters;
  return values.map((_, i) => {
    const filter = Math.floor(i / channels);
    return values[(i - filter * channels) * filters + filter];
  });
}

/** Kernel and offset times scale / sqrt(variance + epsilon) of each filter. */
function normalised(
  { kernel, bias }: WindowWeights,
  { scale, offset, mean, variance, epsilon }: v.InferOutput<typeof batchNorm>,
  file: Uint8Array,
): WindowWeights {
  const [scales, offsets, means, variances] = [scale, offset, mean, variance].map((numbers) =>
    numbersAt(file, numbers),
  );
  const factors = scales.map((value, i) => value / Math.sqrt(variances[i] + epsilon));
  const perFilter = kernel.length / factors.length;
  return {
    kernel: kernel.map((value, i) => value * factors[Math.floor(i / perFilter)]),
    bias: bias.map((value, i) => (value - means[i]) * factors[i] + offsets[i]),
  };
}
