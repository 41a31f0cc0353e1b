import {
  readsOf,
  type EnginePlan,
  type FileWeights,
  type WindowOperation,
  type WindowShape,
} from '@echonet/models';
import { Untranslatable, type OnnxConstants } from './onnx-values';

/** A tensor of the file: the result of an operation, and its number of axes there. */
export interface Translatable {
  /** Of the result. */
  readonly name: string;
  readonly shape: WindowShape;
  /** 5 for windows, 4 for images, 2 for vectors. */
  readonly rank: number;
}

type Fused = Partial<{ relu: boolean; addend: string }>;

/** The operations found so far. Sums and relu become part of the convolution before them. */
export class Translation {
  private operations: WindowOperation[] = [];
  private readonly weights: Record<string, FileWeights> = {};
  private readonly tensors = new Map<string, Translatable>();
  private readonly readers = new Map<string, number>();
  /** Results that are read under more than one name. */
  private readonly shared = new Set<string>();

  /** @param reads names of tensors as often as something reads them, the file's output included */
  constructor(
    readonly constants: OnnxConstants,
    private readonly input: Translatable,
    reads: readonly string[],
  ) {
    this.tensors.set(input.name, input);
    for (const name of reads) {
      this.readers.set(name, (this.readers.get(name) ?? 0) + 1);
    }
  }

  /** @throws Untranslatable where the tensor is a constant or of something that was left out */
  tensor(name: string): Translatable {
    const found = this.tensors.get(name);
    if (!found) {
      throw new Untranslatable(`arithmetic on constants (${name})`);
    }
    return found;
  }

  /** Another name, or another number of axes, of the same numbers. */
  alias(output: string, input: string, rank?: number): void {
    const from = this.tensor(input);
    this.tensors.set(output, { ...from, rank: rank ?? from.rank });
    if (this.readers.get(input) !== 1) {
      this.shared.add(from.name);
    }
  }

  append(operation: WindowOperation, rank: number, weights?: FileWeights): void {
    const { name, shape } = operation;
    this.operations.push(operation);
    this.tensors.set(name, { name, shape, rank });
    if (weights) {
      this.weights[name] = weights;
    }
  }

  /** The operation that alone makes the tensor, if nothing else reads it. */
  ownMaker(tensor: string): WindowOperation | undefined {
    const { name } = this.tensor(tensor);
    const isOwn =
      this.readers.get(tensor) === 1 &&
      !this.shared.has(name) &&
      this.operations.every((one) => !readsOf(one).includes(name));
    return isOwn ? this.operations.find((one) => one.name === name) : undefined;
  }

  /** Adds relu or an addend to an operation, which then comes last: its addend is known by then. */
  fuse(operation: WindowOperation, change: Fused): void {
    const others = this.operations.filter((one) => one !== operation);
    this.operations = [...others, { ...operation, ...change }];
  }

  normalise(operation: WindowOperation, batchNorm: FileWeights['batchNorm']): void {
    this.weights[operation.name] = { ...this.weights[operation.name], batchNorm };
  }

  isNormalised({ name }: WindowOperation): boolean {
    return this.weights[name]?.batchNorm !== undefined;
  }

  /** Whether a result can be placed within a concatenation: it is in no other one, and none itself. */
  mayBePartOfOne(name: string): boolean {
    const isTaken = this.operations.some(
      (one) => one.kind === 'concat' && (one.name === name || one.inputs.includes(name)),
    );
    return !isTaken && name !== this.input.name;
  }

  /** Whether no value of a result is below 0. */
  isNotNegative(name: string): boolean {
    const maker = this.operations.find((one) => one.name === name);
    switch (maker?.kind) {
      case 'conv':
      case 'transposedConv':
        return maker.relu;
      case 'maxPool':
      case 'average':
        return this.isNotNegative(maker.input);
      case 'concat':
        return maker.inputs.every((one) => this.isNotNegative(one));
      case undefined:
        return false;
    }
  }

  /** @throws Untranslatable when something comes after the output */
  plan(outputName: string): EnginePlan {
    const { name, shape, rank } = this.tensor(outputName);
    const last = this.operations[this.operations.length - 1];
    if (last?.name !== name) {
      throw new Untranslatable('operators that the output does not need');
    }
    const { name: inputName, shape: inputShape } = this.input;
    const [frames, height, width, channels] = shape;
    // Axes after batch and channels: none of a vector.
    const sides = [frames, height, width].slice(5 - rank);
    return {
      graph: { input: { name: inputName, shape: inputShape }, operations: this.operations },
      weights: this.weights,
      output: { name: outputName, dims: [1, channels, ...sides] },
    };
  }
}
