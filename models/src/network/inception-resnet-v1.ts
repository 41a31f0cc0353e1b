/**
 * Inception-ResNet-v1, after Szegedy, Ioffe, Vanhoucke and Alemi, "Inception-v4, Inception-ResNet
 * and the Impact of Residual Connections on Learning" (2016), figures 7 and 10 to 15.
 *
 * Shapes in the comments are height x width x channels at 299x299 pixels and width 1.
 */
import * as v from 'valibot';
import type { GraphNode, NetworkGraph } from './graph';
import { GraphBuilder } from './graph-builder';
import { sharedParameters } from './shared-parameters';

/** Parameters as they are written into a model's manifest. */
export const inceptionResNetV1Schema = v.object({
  name: v.literal('inception-resnet-v1'),
  ...sharedParameters,
  /** Multiplies every number of filters, rounded to a multiple of 8 and at least 8; 1 in the paper. */
  width: v.pipe(v.number(), v.finite('must be finite'), v.gtValue(0, 'must be above 0')),
});
/** See {@link inceptionResNetV1Schema}; `inputSize` is 299 in the paper. */
export type InceptionResNetV1 = Readonly<v.InferOutput<typeof inceptionResNetV1Schema>>;

/** Below this the last reduction has no room for its 3x3 window. */
export const smallestInputSize = 75;

/** Residuals are scaled down before they are added, which keeps training stable (section 3.3). */
const residualScale = { a: 0.17, b: 0.1, c: 0.2 };

const repeats = { a: 5, b: 10, c: 5 };

const dropoutKeep = 0.8;

/** @throws Error when a parameter is out of its range. */
export function inceptionResNetV1(architecture: InceptionResNetV1): NetworkGraph {
  refuseImpossible(architecture);
  const { inputSize, channels, outputs } = architecture;
  const graph = new GraphBuilder();
  const blocks = new Blocks(graph, architecture.width);

  let x = graph.input([inputSize, inputSize, channels]); //       299 x 299 x 3
  x = blocks.stem(x); //                                           35 x 35 x 256
  for (let i = 1; i <= repeats.a; i++) x = blocks.inceptionResNetA(`inception_a${i}`, x);
  x = blocks.reductionA(x); //                                     17 x 17 x 896
  for (let i = 1; i <= repeats.b; i++) x = blocks.inceptionResNetB(`inception_b${i}`, x);
  x = blocks.reductionB(x); //                                      8 x 8 x 1792
  for (let i = 1; i <= repeats.c; i++) x = blocks.inceptionResNetC(`inception_c${i}`, x);
  x = graph.globalAveragePool('average_pool', x); //                1 x 1 x 1792
  x = graph.dropout('dropout', x, dropoutKeep);
  graph.dense('logits', x, outputs);
  return graph.build();
}

class Blocks {
  constructor(
    private readonly graph: GraphBuilder,
    private readonly width: number,
  ) {}

  /** Figure 14. */
  stem(input: GraphNode): GraphNode {
    const { graph } = this;
    let x = this.conv('stem_conv1', input, 32, 3, 2, 'valid'); //  149 x 149 x 32
    x = this.conv('stem_conv2', x, 32, 3, 1, 'valid'); //          147 x 147 x 32
    x = this.conv('stem_conv3', x, 64, 3); //                      147 x 147 x 64
    x = graph.maxPool('stem_pool', x, 3, 2); //                     73 x 73 x 64
    x = this.conv('stem_conv4', x, 80, 1); //                       73 x 73 x 80
    x = this.conv('stem_conv5', x, 192, 3, 1, 'valid'); //          71 x 71 x 192
    return this.conv('stem_conv6', x, 256, 3, 2, 'valid'); //       35 x 35 x 256
  }

  /** Figure 10; 35 x 35 x 256 in and out. */
  inceptionResNetA(name: string, x: GraphNode): GraphNode {
    const branch1 = this.conv(`${name}_branch1_conv1`, x, 32, 1);
    let branch2 = this.conv(`${name}_branch2_conv1`, x, 32, 1);
    branch2 = this.conv(`${name}_branch2_conv2`, branch2, 32, 3);
    let branch3 = this.conv(`${name}_branch3_conv1`, x, 32, 1);
    branch3 = this.conv(`${name}_branch3_conv2`, branch3, 32, 3);
    branch3 = this.conv(`${name}_branch3_conv3`, branch3, 32, 3);
    return this.addResidual(name, x, [branch1, branch2, branch3], residualScale.a);
  }

  /** Figure 7 with k = 192, l = 192, m = 256, n = 384; 35 x 35 x 256 to 17 x 17 x 896. */
  reductionA(x: GraphNode): GraphNode {
    const [k, l, m, n] = [192, 192, 256, 384];
    const pool = this.graph.maxPool('reduction_a_pool', x, 3, 2); // 17 x 17 x 256
    const branch1 = this.conv('reduction_a_branch1_conv1', x, n, 3, 2, 'valid');
    let branch2 = this.conv('reduction_a_branch2_conv1', x, k, 1);
    branch2 = this.conv('reduction_a_branch2_conv2', branch2, l, 3);
    branch2 = this.conv('reduction_a_branch2_conv3', branch2, m, 3, 2, 'valid');
    return this.graph.concat('reduction_a', [pool, branch1, branch2]);
  }

  /** Figure 11; 17 x 17 x 896 in and out. */
  inceptionResNetB(name: string, x: GraphNode): GraphNode {
    const branch1 = this.conv(`${name}_branch1_conv1`, x, 128, 1);
    let branch2 = this.conv(`${name}_branch2_conv1`, x, 128, 1);
    branch2 = this.conv(`${name}_branch2_conv2`, branch2, 128, [1, 7]);
    branch2 = this.conv(`${name}_branch2_conv3`, branch2, 128, [7, 1]);
    return this.addResidual(name, x, [branch1, branch2], residualScale.b);
  }

  /** Figure 12; 17 x 17 x 896 to 8 x 8 x 1792. */
  reductionB(x: GraphNode): GraphNode {
    const pool = this.graph.maxPool('reduction_b_pool', x, 3, 2); // 8 x 8 x 896
    let branch1 = this.conv('reduction_b_branch1_conv1', x, 256, 1);
    branch1 = this.conv('reduction_b_branch1_conv2', branch1, 384, 3, 2, 'valid');
    let branch2 = this.conv('reduction_b_branch2_conv1', x, 256, 1);
    branch2 = this.conv('reduction_b_branch2_conv2', branch2, 256, 3, 2, 'valid');
    let branch3 = this.conv('reduction_b_branch3_conv1', x, 256, 1);
    branch3 = this.conv('reduction_b_branch3_conv2', branch3, 256, 3);
    branch3 = this.conv('reduction_b_branch3_conv3', branch3, 256, 3, 2, 'valid');
    return this.graph.concat('reduction_b', [pool, branch1, branch2, branch3]);
  }

  /** Figure 13; 8 x 8 x 1792 in and out. */
  inceptionResNetC(name: string, x: GraphNode): GraphNode {
    const branch1 = this.conv(`${name}_branch1_conv1`, x, 192, 1);
    let branch2 = this.conv(`${name}_branch2_conv1`, x, 192, 1);
    branch2 = this.conv(`${name}_branch2_conv2`, branch2, 192, [1, 3]);
    branch2 = this.conv(`${name}_branch2_conv3`, branch2, 192, [3, 1]);
    return this.addResidual(name, x, [branch1, branch2], residualScale.c);
  }

  /** The branches side by side, brought back to the channels of the shortcut, scaled and added. */
  private addResidual(name: string, shortcut: GraphNode, branches: GraphNode[], scale: number) {
    const joined = this.graph.concat(`${name}_concat`, branches);
    const projection = this.graph.conv(`${name}_projection`, joined, {
      filters: shortcut.shape[2],
      kernel: 1,
      linear: true,
    });
    return this.graph.residual(name, shortcut, projection, scale);
  }

  private conv(
    name: string,
    from: GraphNode,
    filters: number,
    kernel: number | readonly [number, number],
    stride = 1,
    padding: 'same' | 'valid' = 'same',
  ): GraphNode {
    return this.graph.conv(name, from, { filters: this.scaled(filters), kernel, stride, padding });
  }

  private scaled(filters: number): number {
    return Math.max(8, Math.round((filters * this.width) / 8) * 8);
  }
}

function refuseImpossible({ inputSize, channels, width, outputs }: InceptionResNetV1): void {
  for (const [parameter, value] of Object.entries({ inputSize, channels, outputs })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new Error(
        `Inception-ResNet-v1 needs a whole number of at least 1 as ${parameter}, not ${value}.`,
      );
    }
  }
  if (!(width > 0 && Number.isFinite(width))) {
    throw new Error(`Inception-ResNet-v1 needs a width above 0, not ${width}.`);
  }
  if (inputSize < smallestInputSize) {
    throw new Error(
      `Images of ${inputSize}x${inputSize} pixels are too small for Inception-ResNet-v1; ` +
        `use an inputSize of at least ${smallestInputSize}.`,
    );
  }
}
