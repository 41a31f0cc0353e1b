import * as tf from '@tensorflow/tfjs-core';
import { gradientKernels, type ConvGeometry, type GradientKernels } from './conv-gradient';
import {
  foldWeights,
  type ConvWeights,
  type NetworkWeights,
  type Standardisation,
} from './folding';
import type { ConvNode, DenseNode, FeatureShape, GraphNode, NetworkGraph } from './graph';
import { refuseOtherOutput } from './network';
import {
  concatOperation,
  convOperation,
  globalAveragePoolOperation,
  maxPoolOperation,
  reluOperation,
  residualOperation,
  upsampleOperation,
  type ConvTensors,
  type Operation,
} from './operations';

/** Forward pass and input gradient on the TensorFlow.js backend that is active at creation. */
export interface TensorPasses {
  /** [height, width, channels] of one image. */
  readonly inputShape: FeatureShape;
  readonly outputs: number;
  /** [height, width, outputs]; [1, 1, outputs] where the logits are a vector. */
  readonly outputShape: FeatureShape;
  /**
   * Logits of a batch of images.
   *
   * @param x [n, height, width, channels], grey values; not disposed.
   * @returns [n, ...outputShape]; the caller disposes it.
   * @throws Error when the shape differs from inputShape.
   */
  forward(x: tf.Tensor4D): tf.Tensor4D;
  /**
   * Gradient of one logit with respect to the grey values. The first call makes a second,
   * rearranged copy of the weights, kept until dispose.
   *
   * @param x [n, height, width, channels], grey values in [0, 1]; not disposed.
   * @param outputIndex index of the logit.
   * @returns shape of x, in logit per unit of grey value; the caller disposes it.
   * @throws Error when the shape differs from inputShape, there is no such logit, or the output is a
   *   map.
   */
  inputGradient(x: tf.Tensor4D, outputIndex: number): tf.Tensor4D;
  /** Frees the weights. */
  dispose(): void;
}

/** An operation and the slots of intermediate values that it reads and writes. */
interface Step {
  readonly operation: Operation;
  readonly inputs: readonly number[];
  readonly output: number;
}

const inputSlot = 0;

/**
 * Folds the weights (see {@link foldWeights}) and compiles the graph to a list of steps.
 *
 * @param weights one for each of weightShapes(graph).
 */
export function createTensorPasses(
  graph: NetworkGraph,
  weights: NetworkWeights,
  standardisation: Standardisation = { mean: 0, std: 1 },
): TensorPasses {
  const folded = tensorsOf(foldWeights(graph, weights, standardisation));
  const backwardKernels = new Map<string, GradientKernels>();
  const steps = compile(graph, folded, backwardKernels);
  const lastReader = lastReaders(steps);
  const inputShape = graph.nodes[0].shape;
  const outputShape = graph.nodes[graph.nodes.length - 1].shape;
  const outputs = outputShape[2];

  const runForward = (x: tf.Tensor4D, mayDispose: (slot: number) => boolean) => {
    const values: tf.Tensor4D[] = [x];
    steps.forEach(({ operation, inputs, output }, index) => {
      values[output] = operation.forward(inputs.map((slot) => values[slot]));
      for (const slot of new Set(inputs)) {
        if (lastReader[slot] === index && mayDispose(slot)) {
          values[slot].dispose();
        }
      }
    });
    return values;
  };

  const rereadSlots = new Set(
    steps.flatMap(({ operation: { rereads }, inputs, output }) => [
      ...(rereads.inputs ? inputs : []),
      ...(rereads.output ? [output] : []),
    ]),
  );

  return {
    inputShape,
    outputs,
    outputShape,
    forward(x) {
      refuseOtherShape(x, inputShape);
      return tf.tidy(() => {
        const values = runForward(x, (slot) => slot !== inputSlot);
        return values[values.length - 1];
      });
    },
    inputGradient(x, outputIndex) {
      refuseOtherShape(x, inputShape);
      refuseOtherOutput(outputIndex, outputShape);
      return tf.tidy(() => {
        const values = runForward(x, (slot) => slot !== inputSlot && !rereadSlots.has(slot));
        const seed = oneHotLogit(x.shape[0], outputs, outputIndex);
        return runBackward(steps, values, seed);
      });
    },
    dispose() {
      for (const { kernel, bias } of folded.values()) {
        tf.dispose([kernel, bias]);
      }
      tf.dispose([...backwardKernels.values()].flat());
      folded.clear();
      backwardKernels.clear();
    },
  };
}

/** Uploads the folded weights and keeps them beyond any tf.tidy. */
function tensorsOf(folded: ReadonlyMap<string, ConvWeights>): Map<string, ConvTensors> {
  const tensors = new Map<string, ConvTensors>();
  for (const [name, { kernel, bias }] of folded) {
    const shape = kernel.shape as tf.Tensor4D['shape'];
    tensors.set(name, {
      kernel: tf.keep(tf.tensor4d(kernel.values, shape)),
      bias: tf.keep(tf.tensor1d(bias)),
    });
  }
  return tensors;
}

/** From last step to first; values and gradients are disposed after their last use. */
function runBackward(steps: Step[], values: tf.Tensor4D[], seed: tf.Tensor4D): tf.Tensor4D {
  const gradients: tf.Tensor4D[] = [];
  gradients[steps[steps.length - 1].output] = seed;
  for (const { operation, inputs, output } of [...steps].reverse()) {
    const inputValues = inputs.map((slot) => values[slot]);
    const byInput = tf.tidy(() =>
      operation.inputGradients(gradients[output], inputValues, values[output]),
    );
    tf.dispose([gradients[output], values[output]]);
    inputs.forEach((slot, i) => {
      gradients[slot] = gradients[slot] ? sumOf(gradients[slot], byInput[i]) : byInput[i];
    });
  }
  return gradients[inputSlot];
}

function sumOf(a: tf.Tensor4D, b: tf.Tensor4D): tf.Tensor4D {
  const sum = tf.add<tf.Tensor4D>(a, b);
  tf.dispose([a, b]);
  return sum;
}

function oneHotLogit(n: number, outputs: number, outputIndex: number): tf.Tensor4D {
  const values = new Float32Array(n * outputs);
  for (let i = 0; i < n; i++) {
    values[i * outputs + outputIndex] = 1;
  }
  return tf.tensor4d(values, [n, 1, 1, outputs]);
}

/** One slot a node in order; dropout is the identity and shares the slot of its input. */
function compile(
  graph: NetworkGraph,
  folded: Map<string, ConvTensors>,
  backwardKernels: Map<string, GradientKernels>,
): Step[] {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const slots = new Map([[graph.nodes[0].name, inputSlot]]);
  const steps: Step[] = [];
  for (const node of graph.nodes.slice(1)) {
    const inputs = node.inputs.map((name) => slots.get(name)!);
    if (node.kind === 'dropout') {
      slots.set(node.name, inputs[0]);
      continue;
    }
    const output = steps.length + 1;
    const inputShapes = node.inputs.map((name) => nodes.get(name)!.shape);
    const operation = operationOf(node, inputShapes, folded, backwardKernels);
    slots.set(node.name, output);
    steps.push({ operation, inputs, output });
  }
  return steps;
}

function operationOf(
  node: Exclude<GraphNode, { kind: 'dropout' }>,
  inputShapes: FeatureShape[],
  folded: Map<string, ConvTensors>,
  backwardKernels: Map<string, GradientKernels>,
): Operation {
  switch (node.kind) {
    case 'conv':
    case 'dense': {
      const weights = folded.get(node.name)!;
      const geometry = geometryOf(node, inputShapes[0]);
      const activation = node.kind === 'conv' ? node.activation : 'linear';
      return convOperation({ activation }, geometry, weights, () => {
        let kernels = backwardKernels.get(node.name);
        if (!kernels) {
          kernels = gradientKernels(weights.kernel, geometry).map((kernel) => tf.keep(kernel));
          backwardKernels.set(node.name, kernels);
        }
        return kernels;
      });
    }
    case 'maxPool':
      return maxPoolOperation(node);
    case 'concat':
      return concatOperation(inputShapes);
    case 'residual':
      return residualOperation;
    case 'relu':
      return reluOperation;
    case 'upsample':
      return upsampleOperation;
    case 'globalAveragePool':
      return globalAveragePoolOperation(inputShapes[0]);
    case 'input':
      throw new Error('A network has one input, and it is the first node.');
  }
}

function geometryOf(node: ConvNode | DenseNode, inputShape: FeatureShape): ConvGeometry {
  if (node.kind === 'conv') {
    return { ...node, inputShape, outputShape: node.shape };
  }
  const asConv = { kernelSize: [1, 1], stride: 1, padding: 'valid' } as const;
  return { ...asConv, inputShape, outputShape: node.shape };
}

/** By slot: index of the last step that reads it. */
function lastReaders(steps: Step[]): number[] {
  const last: number[] = [];
  steps.forEach(({ inputs }, index) => {
    for (const slot of inputs) {
      last[slot] = index;
    }
  });
  return last;
}

function refuseOtherShape(x: tf.Tensor4D, inputShape: FeatureShape): void {
  if (x.rank === 4 && x.shape.slice(1).every((length, i) => length === inputShape[i])) {
    return;
  }
  throw new Error(
    `The network reads images of ${inputShape.join('x')} in a batch, not ${x.shape.join('x')}.`,
  );
}
