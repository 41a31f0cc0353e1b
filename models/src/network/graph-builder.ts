import type { ConvNode, FeatureShape, GraphNode, NetworkGraph, Padding } from './graph';

export interface ConvSettings {
  readonly filters: number;
  /** A number for a square kernel. */
  readonly kernel: number | readonly [height: number, width: number];
  /** Defaults to 1. */
  readonly stride?: number;
  /** Defaults to 'same'. */
  readonly padding?: Padding;
  /** No activation. Defaults to false. */
  readonly linear?: boolean;
  /** Batch normalisation in place of a bias. Defaults to false for a linear convolution, else true. */
  readonly batchNorm?: boolean;
}

/** Appends nodes and infers their shapes. */
export class GraphBuilder {
  private readonly nodes: GraphNode[] = [];

  input(shape: FeatureShape): GraphNode {
    return this.append({ kind: 'input', name: 'input', inputs: [], shape });
  }

  conv(name: string, from: GraphNode, settings: ConvSettings): GraphNode {
    const { filters, kernel, stride = 1, padding = 'same', linear = false } = settings;
    const { batchNorm = !linear } = settings;
    const kernelSize: ConvNode['kernelSize'] =
      typeof kernel === 'number' ? [kernel, kernel] : kernel;
    return this.append({
      kind: 'conv',
      name,
      inputs: [from.name],
      shape: [...windowedSize(name, from.shape, kernelSize, stride, padding), filters],
      filters,
      kernelSize,
      stride,
      padding,
      batchNorm,
      bias: !batchNorm,
      activation: linear ? 'linear' : 'relu',
    });
  }

  /** Over a square window, 'valid' padding. */
  maxPool(name: string, from: GraphNode, poolSize: number, stride: number): GraphNode {
    const size = windowedSize(name, from.shape, [poolSize, poolSize], stride, 'valid');
    const shape: FeatureShape = [...size, from.shape[2]];
    return this.append({
      kind: 'maxPool',
      name,
      inputs: [from.name],
      shape,
      poolSize,
      stride,
      padding: 'valid',
    });
  }

  /** Along the channels; heights and widths are equal. */
  concat(name: string, from: readonly GraphNode[]): GraphNode {
    const [height, width] = from[0].shape;
    const channels = from.reduce((sum, node) => sum + node.shape[2], 0);
    const inputs = from.map((node) => node.name);
    return this.append({ kind: 'concat', name, inputs, shape: [height, width, channels] });
  }

  /** relu(shortcut + scale * branch), as two nodes. */
  residual(name: string, shortcut: GraphNode, branch: GraphNode, scale: number): GraphNode {
    const sum = this.append({
      kind: 'residual',
      name: `${name}_residual`,
      inputs: [shortcut.name, branch.name],
      shape: shortcut.shape,
      scale,
    });
    return this.append({
      kind: 'relu',
      name: `${name}_relu`,
      inputs: [sum.name],
      shape: sum.shape,
    });
  }

  /** Twice as high and wide, bilinear. */
  upsample(name: string, from: GraphNode): GraphNode {
    const [height, width, channels] = from.shape;
    const shape: FeatureShape = [2 * height, 2 * width, channels];
    return this.append({ kind: 'upsample', name, inputs: [from.name], shape });
  }

  /** Mean over height and width. */
  globalAveragePool(name: string, from: GraphNode): GraphNode {
    const shape: FeatureShape = [1, 1, from.shape[2]];
    return this.append({ kind: 'globalAveragePool', name, inputs: [from.name], shape });
  }

  /** @param keep probability that a value is kept */
  dropout(name: string, from: GraphNode, keep: number): GraphNode {
    return this.append({ kind: 'dropout', name, inputs: [from.name], shape: from.shape, keep });
  }

  dense(name: string, from: GraphNode, units: number): GraphNode {
    return this.append({ kind: 'dense', name, inputs: [from.name], shape: [1, 1, units], units });
  }

  build(): NetworkGraph {
    return { nodes: [...this.nodes] };
  }

  private append(node: GraphNode): GraphNode {
    this.nodes.push(node);
    return node;
  }
}

function windowedSize(
  name: string,
  [height, width]: FeatureShape,
  [windowHeight, windowWidth]: readonly [number, number],
  stride: number,
  padding: Padding,
): [height: number, width: number] {
  if (padding === 'same') {
    return [Math.ceil(height / stride), Math.ceil(width / stride)];
  }
  if (height < windowHeight || width < windowWidth) {
    throw new Error(
      `${name} slides a ${windowHeight}x${windowWidth} window over features of ${height}x${width}.`,
    );
  }
  return [
    Math.floor((height - windowHeight) / stride) + 1,
    Math.floor((width - windowWidth) / stride) + 1,
  ];
}
