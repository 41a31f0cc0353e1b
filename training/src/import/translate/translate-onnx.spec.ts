import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nodeWindowEngine } from '@echonet/engine/node';
import { createEngineSession, relativeDifference } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';
import { OnnxProcess } from '../../export/onnx/onnx-process-fixture';
import {
  attribute,
  constant,
  encodeOnnx,
  value,
  type OnnxNode,
  type OnnxTensor,
} from '../../export/onnx/onnx-schema';
import { modelAround } from '../tiny-onnx-fixture';
import { translateOnnx } from './translate-onnx';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

type Attributes = Readonly<Record<string, number | string | readonly number[]>>;

/** An ONNX file of random weights, from 'images' to 'logits'. */
class Network {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxTensor[] = [];
  private readonly next = uniformNumbers(3);

  constructor(readonly shape: readonly (number | string)[]) {}

  node(
    opType: string,
    input: readonly string[],
    output: string,
    attributes: Attributes = {},
  ): this {
    const attributesOf = Object.entries(attributes).map(([name, one]) => attribute(name, one));
    this.nodes.push({ name: output, opType, input, output: [output], attribute: attributesOf });
    return this;
  }

  /** Weights of these shapes become the inputs after the first one. */
  weighted(
    opType: string,
    input: string,
    output: string,
    shapes: readonly (readonly number[])[],
    attributes: Attributes = {},
  ): this {
    const names = shapes.map((dims, i) => {
      const length = dims.reduce((product, side) => product * side, 1);
      // Variances are above 0.
      const values = Float32Array.from({ length }, () => this.next() - (i === 3 ? 0 : 0.5));
      this.constants.push(constant(`${output}_${i}`, dims, values));
      return `${output}_${i}`;
    });
    return this.node(opType, [input, ...names], output, attributes);
  }

  /** @param outputShape as far as it is known */
  encoded(outputShape: readonly (number | string)[] = []): Uint8Array {
    return encodeOnnx(
      modelAround({
        name: 'made',
        node: this.nodes,
        initializer: this.constants,
        input: [value('images', this.shape)],
        output: [value('logits', outputShape)],
      }),
    );
  }
}

/** Two residual blocks of (2+1)D convolutions, one of them strided, and a dense layer. */
const windows = () =>
  new Network([1, 3, 7, 15, 14])
    .weighted('Conv', 'images', 'stem', [[5, 3, 1, 3, 3], [5]], {
      strides: [1, 2, 2],
      pads: [0, 1, 1, 0, 1, 1],
    })
    .weighted('BatchNormalization', 'stem', 'normal', [[5], [5], [5], [5]])
    .node('Relu', ['normal'], 'stemRelu')
    .weighted('Conv', 'stemRelu', 'time', [[9, 5, 3, 1, 1], [9]], { pads: [1, 0, 0, 1, 0, 0] })
    .node('Relu', ['time'], 'first')
    .weighted('Conv', 'first', 'a', [[7, 9, 1, 3, 3]], { pads: [0, 1, 1, 0, 1, 1] })
    .node('Relu', ['a'], 'aRelu')
    .weighted('Conv', 'aRelu', 'b', [[9, 7, 3, 1, 1], [9]], { pads: [1, 0, 0, 1, 0, 0] })
    .node('Add', ['b', 'first'], 'sum')
    .node('Relu', ['sum'], 'second')
    .weighted('Conv', 'second', 'short', [[12, 9, 1, 1, 1], [12]], { strides: [2, 2, 2] })
    .weighted('Conv', 'second', 'c', [[12, 9, 3, 3, 3], [12]], {
      strides: [2, 2, 2],
      pads: [1, 1, 1, 1, 1, 1],
    })
    .node('Add', ['short', 'c'], 'strided')
    .node('GlobalAveragePool', ['strided'], 'mean')
    .node('Flatten', ['mean'], 'vector', { axis: 1 })
    .weighted('Gemm', 'vector', 'logits', [[12, 4], [4]]);

/** Padded pooling, transposed and dilated convolutions, a concatenation and maps as the output. */
const images = () =>
  new Network(['batch', 3, 21, 22])
    .weighted('Conv', 'images', 'stem', [[6, 3, 7, 7], [6]], {
      strides: [2, 2],
      pads: [3, 3, 3, 3],
    })
    .node('Relu', ['stem'], 'wide')
    .node('MaxPool', ['wide'], 'pooled', {
      kernel_shape: [3, 3],
      strides: [1, 1],
      pads: [1, 1, 1, 1],
    })
    .node('Identity', ['pooled'], 'same')
    .node('MaxPool', ['same'], 'small', { kernel_shape: [2, 2], strides: [2, 2] })
    .weighted('Conv', 'small', 'deep', [[10, 6, 3, 3], [10]], {
      dilations: [2, 2],
      pads: [2, 2, 2, 2],
    })
    .weighted('ConvTranspose', 'deep', 'up', [[10, 5, 2, 2], [5]], { strides: [2, 2] })
    .node('Relu', ['up'], 'upRelu')
    .weighted('Conv', 'wide', 'cut', [[4, 6, 2, 2], [4]])
    .node('Concat', ['upRelu', 'cut'], 'both', { axis: 1 })
    .weighted('Conv', 'both', 'logits', [[3, 9, 1, 1], [3]]);

async function onEngine(bytes: Uint8Array, values: Float32Array, threads = 2) {
  const translated = translateOnnx(bytes);
  if ('missing' in translated) {
    throw new Error(translated.missing);
  }
  const createNetwork = await nodeWindowEngine({ threads });
  const session = await createEngineSession(translated.plan, bytes, createNetwork);
  const results = await session.run({ dims: [], values });
  session.dispose();
  return results.get(session.outputNames[0])!;
}

describe('an ONNX file on the own engine', () => {
  let runtime: OnnxProcess;
  beforeAll(() => void (runtime = new OnnxProcess()));
  afterAll(() => runtime.stop());

  it.each([
    ['a window of frames', windows(), [1, 3, 7, 15, 14], [1, 4]],
    ['an image', images(), [1, 3, 21, 22], [1, 3, 10, 10]],
  ])('gives what ONNX Runtime gives of %s', async (_, network, dims, outputShape) => {
    const bytes = network.encoded(outputShape);
    const length = dims.reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length }, uniformNumbers(8));
    const expected = await runtime.run(bytes, values, dims);
    const found = await onEngine(bytes, values);
    expect(found.dims).toEqual(expected.dims);
    expect(found.dims).toEqual(outputShape);
    expect(relativeDifference(expected.logits, [...found.values])).toBeLessThan(1e-5);
  });

  it.each(['narrow-video', 'narrow-unet'])('gives what PyTorch gave of %s', async (name) => {
    const file = (extension: string) => path.join(repository, `test/import/${name}.${extension}`);
    const bytes = readFileSync(file('onnx'));
    const { shape, every, answer } = JSON.parse(readFileSync(file('json'), 'utf8')) as {
      shape: number[];
      every: number;
      answer: number[];
    };
    const length = shape.reduce((product, side) => product * side, 1);
    // As training/scripts/onnx-parity.ts makes them.
    const values = Float32Array.from({ length }, (_, i) => ((i * 7919) % 2003) / 1001 - 1);
    const found = await onEngine(bytes, values);
    const compared = [...found.values].filter((_, i) => i % every === 0);
    expect(compared).toHaveLength(answer.length);
    expect(relativeDifference(answer, compared)).toBeLessThan(1e-4);
  });
});

const image = () => new Network([1, 3, 8, 8]);
const conv = (network: Network, output: string, attributes: Attributes = {}) =>
  network.weighted('Conv', 'images', output, [[3, 3, 1, 1], [3]], attributes);

describe('an ONNX file that stays with ONNX Runtime', () => {
  it.each<[string, Network, RegExp]>([
    ['an operator', conv(image(), 'a').node('Sigmoid', ['a'], 'logits'), /^Sigmoid$/],
    [
      'groups',
      image().weighted('Conv', 'images', 'logits', [[3, 1, 1, 1]], { group: 3 }),
      /Conv with group 3/,
    ],
    ['strides that differ', conv(image(), 'logits', { strides: [1, 2] }), /Conv with strides 1x2/],
    [
      'zeros that would win in a pool',
      conv(image(), 'a').node('MaxPool', ['a'], 'logits', {
        kernel_shape: [3, 3],
        pads: [1, 1, 1, 1],
      }),
      /pads values below 0/,
    ],
    [
      'relu of a result that is read before it, too',
      conv(image(), 'a')
        .node('Identity', ['a'], 'b')
        .node('Relu', ['b'], 'c')
        .weighted('Conv', 'c', 'd', [[3, 3, 1, 1]])
        .node('Add', ['d', 'a'], 'logits'),
      /Relu of something else/,
    ],
    [
      'a sum with itself',
      conv(image(), 'a').node('Add', ['a', 'a'], 'logits'),
      /Add of different shapes/,
    ],
    [
      'a normalised input',
      image().weighted('BatchNormalization', 'images', 'logits', [[3], [3], [3], [3]]),
      /BatchNormalization of something else/,
    ],
    [
      'a concatenated input',
      conv(image(), 'a').node('Concat', ['a', 'images'], 'logits', { axis: 1 }),
      /Concat/,
    ],
    [
      'a mean of part of the axes',
      image().node('ReduceMean', ['images'], 'logits', { axes: [3] }),
      /ReduceMean over the axes 3/,
    ],
    ['lengths that vary', new Network([1, 3, 'rows', 8]), /variable lengths/],
    ['channels last', new Network([1, 8, 8, 3]), /an input of 1x8x8x3/],
    ['automatic padding', conv(image(), 'logits', { auto_pad: 'SAME_UPPER' }), /auto_pad/],
  ])('has %s', (_, network, missing) => {
    const translated = translateOnnx(network.encoded());
    expect('missing' in translated ? translated.missing : 'nothing').toMatch(missing);
  });
});
