import {
  batchNormEpsilon,
  batchNormName,
  type ConvNode,
  type DenseNode,
  type NetworkGraph,
  type ResidualNode,
} from './graph';

export interface WeightValues {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/** By the names of weightShapes(graph). */
export type NetworkWeights = ReadonlyMap<string, WeightValues>;

/** Folded weights of a convolution, or of a dense layer as a 1x1 convolution. */
export interface ConvWeights {
  /** [height, width, channels in, filters]. */
  readonly kernel: WeightValues;
  /** [filters]. */
  readonly bias: Float32Array;
}

/** Input standardisation: the network reads (x - mean) / std. */
export interface Standardisation {
  readonly mean: number;
  readonly std: number;
}

/**
 * Folds into one kernel and one bias a convolution, so that only convolutions, pools,
 * concatenations and sums remain at inference:
 * - batch normalisation: kernel * gamma / sqrt(variance + epsilon), and the offset into the bias;
 * - the scale of a residual into the projection before it;
 * - the standardisation of the input into the convolutions that read it.
 *
 * @param weights one for each of weightShapes(graph); not modified.
 * @returns by the name of the convolution or dense layer.
 * @throws Error naming a weight that is missing.
 */
export function foldWeights(
  graph: NetworkGraph,
  weights: NetworkWeights,
  standardisation: Standardisation,
): Map<string, ConvWeights> {
  const residualOf = residualsByBranch(graph);
  const inputName = graph.nodes[0].name;
  const folded = new Map<string, ConvWeights>();
  for (const node of graph.nodes) {
    if (node.kind !== 'conv' && node.kind !== 'dense') {
      continue;
    }
    const scale = residualOf.get(node.name)?.scale ?? 1;
    let conv =
      node.kind === 'dense' ? denseAsConv(node, weights) : normalised(node, weights, scale);
    if (node.inputs[0] === inputName) {
      conv = standardised(node, conv, standardisation);
    }
    folded.set(node.name, conv);
  }
  return folded;
}

/**
 * Residual nodes by the name of the linear convolution whose output they scale and add. The sum with
 * an upsampling has no scale to fold and is not among them.
 */
function residualsByBranch(graph: NetworkGraph): Map<string, ResidualNode> {
  const residuals = new Map<string, ResidualNode>();
  for (const node of graph.nodes) {
    if (node.kind !== 'residual') {
      continue;
    }
    const branch = graph.nodes.find(({ name }) => name === node.inputs[1]);
    const readers = graph.nodes.filter(({ inputs }) => inputs.includes(node.inputs[1]));
    if (readers.length === 1 && branch?.kind === 'upsample' && node.scale === 1) {
      continue;
    }
    if (branch?.kind !== 'conv' || branch.activation !== 'linear' || readers.length > 1) {
      throw new Error(
        `${node.name} must add the output of a linear convolution of its own, or of an unscaled ` +
          'upsampling of its own.',
      );
    }
    residuals.set(branch.name, node);
  }
  return residuals;
}

function denseAsConv(node: DenseNode, weights: NetworkWeights): ConvWeights {
  const { shape, values } = weightOf(weights, `${node.name}/kernel`);
  const bias = weightOf(weights, `${node.name}/bias`).values;
  return { kernel: { shape: [1, 1, shape[0], node.units], values }, bias };
}

/** The convolution with its batch normalisation, times the scale of the residual it feeds. */
function normalised(node: ConvNode, weights: NetworkWeights, scale: number): ConvWeights {
  const { shape, values } = weightOf(weights, `${node.name}/kernel`);
  const bias = node.bias
    ? weightOf(weights, `${node.name}/bias`).values
    : new Float32Array(node.filters);
  if (!node.batchNorm) {
    const kernel = scale === 1 ? values : values.map((value) => value * scale);
    return { kernel: { shape, values: kernel }, bias: bias.map((value) => value * scale) };
  }
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
    (name) => weightOf(weights, `${batchNormName(node.name)}/${name}`).values,
  );
  const factors = gamma.map((value, i) => value / Math.sqrt(variance[i] + batchNormEpsilon));
  return {
    kernel: { shape, values: timesFilterFactors(values, factors, scale) },
    bias: bias.map((value, i) => scale * ((value - mean[i]) * factors[i] + beta[i])),
  };
}

function timesFilterFactors(
  kernel: Float32Array,
  factors: Float32Array,
  scale: number,
): Float32Array {
  const scaled = new Float32Array(kernel.length);
  const filters = factors.length;
  for (let start = 0; start < kernel.length; start += filters) {
    for (let filter = 0; filter < filters; filter++) {
      scaled[start + filter] = kernel[start + filter] * factors[filter] * scale;
    }
  }
  return scaled;
}

/**
 * kernel * (x - mean) / std + bias, written as one kernel and one bias for x. Zeros of 'same' padding
 * would become -mean / std.
 */
function standardised(
  node: ConvNode | DenseNode,
  { kernel, bias }: ConvWeights,
  { mean, std }: Standardisation,
): ConvWeights {
  if (node.kind === 'conv' && node.padding !== 'valid' && mean !== 0) {
    throw new Error(
      `${node.name} pads the images with zeros, which needs a mean grey value of 0, not ${mean}.`,
    );
  }
  const filters = bias.length;
  const sums = new Float64Array(filters);
  kernel.values.forEach((value, i) => (sums[i % filters] += value));
  return {
    kernel: { shape: kernel.shape, values: kernel.values.map((value) => value / std) },
    bias: bias.map((value, i) => value - (sums[i] * mean) / std),
  };
}

function weightOf(weights: NetworkWeights, name: string): WeightValues {
  const weight = weights.get(name);
  if (!weight) {
    throw new Error(`The weights of the network lack ${name}.`);
  }
  return weight;
}
