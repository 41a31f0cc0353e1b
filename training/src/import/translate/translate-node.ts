import {
  outputLength,
  type FileWeights,
  type WindowAxis,
  type WindowConv,
  type WindowShape,
} from '@echonet/models';
import type { OnnxNode } from '../../export/onnx/onnx-schema';
import { NodeAttributes, Untranslatable } from './onnx-values';
import type { Translatable, Translation } from './translation';

type Translate = (node: OnnxNode, translation: Translation) => void;

const single: WindowAxis = { kernel: 1, stride: 1, dilation: 1, padBefore: 0, padAfter: 0 };

const translators: Readonly<Partial<Record<string, Translate>>> = {
  Conv: translateConv,
  ConvTranspose: translateTransposedConv,
  BatchNormalization: translateBatchNorm,
  Relu: translateRelu,
  Add: translateAdd,
  Concat: translateConcat,
  MaxPool: translateMaxPool,
  AveragePool: translateAveragePool,
  GlobalAveragePool: ({ input, output }, translation) =>
    average(translation.tensor(input[0]), output[0], translation, true),
  ReduceMean: translateMean,
  Flatten: translateFlatten,
  Reshape: translateReshape,
  Gemm: translateGemm,
  Identity: translateIdentity,
  Dropout: translateIdentity,
  // Constants are read where they are used.
  Constant: () => undefined,
};

/** @throws Untranslatable naming what the engine does not have */
export function translateNode(node: OnnxNode, translation: Translation): void {
  const translate = translators[node.opType];
  if (!translate || (node.domain ?? '') !== '') {
    throw new Untranslatable(node.opType);
  }
  translate(node, translation);
}

function translateConv({ input, output, ...node }: OnnxNode, translation: Translation): void {
  const attributes = new NodeAttributes({ input, output, ...node });
  attributes.refuseOthers({ group: 1, auto_pad: 'NOTSET' });
  const from = translation.tensor(input[0]);
  const { dims, numbers } = translation.constants.weights(input[1]);
  const [filters, channels, ...kernel] = dims;
  const sides = from.rank - 2;
  if (kernel.length !== sides || channels !== from.shape[3]) {
    throw new Untranslatable(`Conv of ${dims.join('x')} on ${from.shape.join('x')}`);
  }
  const ones = kernel.map(() => 1);
  const strides = attributes.ints('strides', ones);
  const dilations = attributes.ints('dilations', ones);
  const pads = attributes.ints('pads', [...ones, ...ones].fill(0));
  const axes = kernel.map((length, i) => ({
    kernel: length,
    stride: strides[i],
    dilation: dilations[i],
    padBefore: pads[i],
    padAfter: pads[sides + i],
  }));
  const [rows, columns] = axes.slice(-2);
  const frames = sides === 3 ? axes[0] : single;
  if (rows.stride !== columns.stride) {
    throw new Untranslatable(`Conv with strides ${strides.join('x')}`);
  }
  appendConv(
    { name: output[0], from, filters, axes: [frames, rows, columns] },
    { kernel: numbers, ...(input[2] && { bias: translation.constants.weights(input[2]).numbers }) },
    translation,
  );
}

interface Conv {
  readonly name: string;
  readonly from: Translatable;
  readonly filters: number;
  readonly axes: WindowConv['axes'];
}

function appendConv(
  { name, from, filters, axes }: Conv,
  weights: FileWeights,
  translation: Translation,
): void {
  const [frames, height, width] = axes.map((axis, i) => outputLength(from.shape[i], axis));
  if (Math.min(frames, height, width) < 1) {
    throw new Untranslatable(`Conv on ${from.shape.join('x')}`);
  }
  const shape: WindowShape = [frames, height, width, filters];
  translation.append(
    { kind: 'conv', name, input: from.name, shape, axes, relu: false },
    from.rank,
    weights,
  );
}

function translateTransposedConv(node: OnnxNode, translation: Translation): void {
  const { input, output } = node;
  const attributes = new NodeAttributes(node);
  attributes.refuseOthers({ group: 1, auto_pad: 'NOTSET' });
  const from = translation.tensor(input[0]);
  const { dims, numbers } = translation.constants.weights(input[1]);
  const [channels, filters, scale] = dims;
  const isTouching = [
    ...dims.slice(2),
    ...attributes.ints('strides', [1, 1]),
    ...attributes.ints('dilations', [1, 1]).map((dilation) => dilation * scale),
  ].every((length) => length === scale);
  const hasMargin = [
    ...attributes.ints('pads', []),
    ...attributes.ints('output_padding', []),
    ...attributes.ints('output_shape', []),
  ].some((length) => length !== 0);
  if (from.rank !== 4 || channels !== from.shape[3] || !isTouching || hasMargin) {
    throw new Untranslatable(`ConvTranspose of ${dims.join('x')} with other strides or padding`);
  }
  const [frames, height, width] = from.shape;
  translation.append(
    {
      kind: 'transposedConv',
      name: output[0],
      input: from.name,
      shape: [frames, height * scale, width * scale, filters],
      scale,
      relu: false,
    },
    from.rank,
    { kernel: numbers, ...(input[2] && { bias: translation.constants.weights(input[2]).numbers }) },
  );
}

/** Only after a convolution, which it becomes a part of. */
function translateBatchNorm(node: OnnxNode, translation: Translation): void {
  const { input, output } = node;
  const attributes = new NodeAttributes(node);
  attributes.refuseOthers({ training_mode: 0 });
  const maker = translation.ownMaker(input[0]);
  if (
    maker?.kind !== 'conv' ||
    maker.relu ||
    maker.addend !== undefined ||
    translation.isNormalised(maker)
  ) {
    throw new Untranslatable('BatchNormalization of something else than a convolution');
  }
  const [scale, offset, mean, variance] = input
    .slice(1)
    .map((name) => translation.constants.weights(name).numbers);
  const epsilon = attributes.float('epsilon', 1e-5);
  translation.normalise(maker, { scale, offset, mean, variance, epsilon });
  translation.alias(output[0], input[0]);
}

function translateRelu({ input, output }: OnnxNode, translation: Translation): void {
  const maker = translation.ownMaker(input[0]);
  if (maker?.kind === 'conv' || maker?.kind === 'transposedConv') {
    translation.fuse(maker, { relu: true });
  } else if (!translation.isNotNegative(translation.tensor(input[0]).name)) {
    throw new Untranslatable('Relu of something else than a convolution');
  }
  translation.alias(output[0], input[0]);
}

/** One of the two must be a convolution whose result nothing else reads. */
function translateAdd({ input, output }: OnnxNode, translation: Translation): void {
  const [left, right] = input.map((name) => translation.tensor(name));
  if (left.shape.join() !== right.shape.join() || left.name === right.name) {
    throw new Untranslatable('Add of different shapes');
  }
  for (const [own, other] of [
    [input[0], right],
    [input[1], left],
  ] as const) {
    const maker = translation.ownMaker(own);
    if (maker?.kind === 'conv' && !maker.relu && maker.addend === undefined) {
      translation.fuse(maker, { addend: other.name });
      translation.alias(output[0], own);
      return;
    }
  }
  throw new Untranslatable('Add without a convolution of its own');
}

function translateConcat(node: OnnxNode, translation: Translation): void {
  const parts = node.input.map((name) => translation.tensor(name));
  const [{ shape, rank }] = parts;
  const axis = new NodeAttributes(node).int('axis', 1);
  const sidesOf = (one: WindowShape) => one.slice(0, 3).join('x');
  if (
    axis !== 1 ||
    parts.some((one) => one.rank !== rank || sidesOf(one.shape) !== sidesOf(shape)) ||
    parts.some(({ name }) => !translation.mayBePartOfOne(name)) ||
    new Set(parts.map(({ name }) => name)).size !== parts.length
  ) {
    throw new Untranslatable('Concat of this kind');
  }
  const channels = parts.reduce((sum, one) => sum + one.shape[3], 0);
  translation.append(
    {
      kind: 'concat',
      name: node.output[0],
      inputs: parts.map(({ name }) => name),
      shape: [shape[0], shape[1], shape[2], channels],
    },
    rank,
  );
}

function translateMaxPool(node: OnnxNode, translation: Translation): void {
  const attributes = new NodeAttributes(node);
  attributes.refuseOthers({ auto_pad: 'NOTSET', ceil_mode: 0, storage_order: 0 });
  const from = translation.tensor(node.input[0]);
  const kernel = attributes.ints('kernel_shape', []);
  const ones = kernel.map(() => 1);
  const strides = attributes.ints('strides', ones);
  const pads = attributes.ints('pads', [...ones, ...ones].fill(0));
  const [size, stride] = [kernel.slice(-1)[0], strides.slice(-1)[0]];
  const [padBefore, padAfter] = [pads[kernel.length - 1], pads.slice(-1)[0]];
  const isSquare =
    kernel.slice(-2).every((length) => length === size) &&
    strides.slice(-2).every((length) => length === stride) &&
    pads.slice(kernel.length - 2, kernel.length).every((length) => length === padBefore) &&
    pads.slice(-2).every((length) => length === padAfter);
  const isOfFrames =
    kernel.length === 2 ||
    (kernel.length === 3 && kernel[0] === 1 && strides[0] === 1 && pads[0] + pads[3] === 0);
  const isDilated = attributes.ints('dilations', ones).some((length) => length !== 1);
  if (!isSquare || !isOfFrames || isDilated || node.output.length > 1) {
    throw new Untranslatable(`MaxPool of ${kernel.join('x')} with strides ${strides.join('x')}`);
  }
  if (padBefore + padAfter > 0 && !translation.isNotNegative(from.name)) {
    throw new Untranslatable('MaxPool that pads values below 0');
  }
  const [frames, height, width, channels] = from.shape;
  const along = { kernel: size, stride, dilation: 1, padBefore, padAfter };
  translation.append(
    {
      kind: 'maxPool',
      name: node.output[0],
      input: from.name,
      shape: [frames, outputLength(height, along), outputLength(width, along), channels],
      ...{ size, stride, padBefore, padAfter },
    },
    from.rank,
  );
}

/** Over all there is. */
function translateAveragePool(node: OnnxNode, translation: Translation): void {
  const attributes = new NodeAttributes(node);
  const from = translation.tensor(node.input[0]);
  const sides = from.shape.slice(5 - from.rank, 3);
  const kernel = attributes.ints('kernel_shape', []);
  const isPadded = attributes.ints('pads', []).some((length) => length > 0);
  if (kernel.join('x') !== sides.join('x') || isPadded) {
    throw new Untranslatable(`AveragePool of ${kernel.join('x')}`);
  }
  average(from, node.output[0], translation, true);
}

function translateMean(node: OnnxNode, translation: Translation): void {
  const attributes = new NodeAttributes(node);
  const from = translation.tensor(node.input[0]);
  const axes = node.input[1]
    ? translation.constants.integers(node.input[1])
    : attributes.ints('axes', []);
  const found = (axes ?? []).map((axis) => (axis < 0 ? axis + from.rank : axis)).sort();
  const all = Array.from({ length: from.rank - 2 }, (_, i) => i + 2);
  if (found.join() !== all.join()) {
    throw new Untranslatable(`ReduceMean over the axes ${found.join(', ')}`);
  }
  average(from, node.output[0], translation, attributes.int('keepdims', 1) === 1);
}

function average(
  from: Translatable,
  name: string,
  translation: Translation,
  keepsAxes: boolean,
): void {
  translation.append(
    { kind: 'average', name, input: from.name, shape: [1, 1, 1, from.shape[3]] },
    keepsAxes ? from.rank : 2,
  );
}

function translateFlatten(node: OnnxNode, translation: Translation): void {
  vectorOf(node, translation);
  new NodeAttributes(node).refuseOthers({ axis: 1 });
  translation.alias(node.output[0], node.input[0], 2);
}

function translateReshape(node: OnnxNode, translation: Translation): void {
  const from = vectorOf(node, translation);
  const dims = translation.constants.integers(node.input[1]);
  const [batch, channels] = dims ?? [];
  if (dims?.length !== 2 || ![0, 1].includes(batch) || ![-1, from.shape[3]].includes(channels)) {
    throw new Untranslatable('Reshape to something else than a vector');
  }
  translation.alias(node.output[0], node.input[0], 2);
}

function vectorOf({ opType, input }: OnnxNode, translation: Translation): Translatable {
  const from = translation.tensor(input[0]);
  const [frames, height, width] = from.shape;
  if (frames * height * width !== 1) {
    throw new Untranslatable(`${opType} of ${from.shape.join('x')}`);
  }
  return from;
}

function translateGemm(node: OnnxNode, translation: Translation): void {
  const { input, output } = node;
  const attributes = new NodeAttributes(node);
  attributes.refuseOthers({ transA: 0 });
  const from = translation.tensor(input[0]);
  const { dims, numbers } = translation.constants.weights(input[1]);
  const isTransposed = attributes.int('transB', 0) === 0;
  const [filters, channels] = isTransposed ? [dims[1], dims[0]] : dims;
  const bias = input[2] ? translation.constants.weights(input[2]) : undefined;
  if (
    attributes.float('alpha', 1) !== 1 ||
    attributes.float('beta', 1) !== 1 ||
    from.rank !== 2 ||
    channels !== from.shape[3] ||
    (bias && bias.numbers.length !== filters)
  ) {
    throw new Untranslatable('Gemm of this kind');
  }
  appendConv(
    { name: output[0], from, filters, axes: [single, single, single] },
    {
      kernel: numbers,
      ...(isTransposed && { isTransposed }),
      ...(bias && { bias: bias.numbers }),
    },
    translation,
  );
}

function translateIdentity({ input, output }: OnnxNode, translation: Translation): void {
  translation.alias(output[0], input[0]);
}
