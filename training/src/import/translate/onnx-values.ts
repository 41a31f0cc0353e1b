import type { FileNumbers } from '@echonet/models';
import {
  float32,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../export/onnx/onnx-schema';

/** TensorProto.DataType INT64. */
const int64 = 7;

/** Why a file stays with ONNX Runtime; caught by {@link translateOnnx}. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';
}

/** Attributes of a node with the defaults of the standard. */
export class NodeAttributes {
  constructor(private readonly node: OnnxNode) {}

  ints(name: string, fallback: readonly number[]): readonly number[] {
    return this.find(name)?.ints ?? fallback;
  }

  int(name: string, fallback: number): number {
    return this.find(name)?.i ?? fallback;
  }

  float(name: string, fallback: number): number {
    return this.find(name)?.f ?? fallback;
  }

  text(name: string, fallback: string): string {
    const bytes = this.find(name)?.s;
    return bytes ? new TextDecoder().decode(bytes) : fallback;
  }

  /** @throws Untranslatable where the node has another value */
  refuseOthers(values: Readonly<Record<string, number | string>>): void {
    for (const [name, value] of Object.entries(values)) {
      const found =
        typeof value === 'string'
          ? this.text(name, value)
          : (this.find(name)?.i ?? this.find(name)?.f ?? value);
      if (found !== value) {
        throw new Untranslatable(`${this.node.opType} with ${name} ${found}`);
      }
    }
  }

  private find(wanted: string) {
    return this.node.attribute?.find(({ name }) => name === wanted);
  }
}

/** Constants of a file by name: weights where they lie, and lists of integers. */
export class OnnxConstants {
  private readonly tensors = new Map<string, OnnxTensor>();

  constructor(
    { graph }: OnnxModel,
    private readonly bytes: Uint8Array,
  ) {
    for (const tensor of graph.initializer) {
      this.tensors.set(tensor.name, tensor);
    }
    for (const { opType, output, attribute } of graph.node) {
      const value = attribute?.find(({ name }) => name === 'value')?.t;
      if (opType === 'Constant' && value) {
        this.tensors.set(output[0], value);
      }
    }
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  /** Shape of float32 weights, and where they are. @throws Untranslatable where they are others */
  weights(name: string): { readonly dims: readonly number[]; readonly numbers: FileNumbers } {
    const tensor = this.tensors.get(name);
    const length = tensor?.dims.reduce((product, side) => product * side, 1) ?? 0;
    const raw = tensor?.rawData;
    // Bytes of a decoded file are views on it; copies have no place in it.
    if (
      !tensor ||
      !raw ||
      tensor.dataType !== float32 ||
      raw.length !== 4 * length ||
      raw.buffer !== this.bytes.buffer
    ) {
      throw new Untranslatable(`weights ${name} that are not stored as plain float32`);
    }
    const firstByte = raw.byteOffset - this.bytes.byteOffset;
    return { dims: tensor.dims, numbers: { firstByte, length } };
  }

  /** A list of integers; undefined where it is none, or no constant. */
  integers(name: string): number[] | undefined {
    const tensor = this.tensors.get(name);
    if (tensor?.dataType !== int64 || !tensor.rawData) {
      return undefined;
    }
    const { buffer, byteOffset, byteLength } = tensor.rawData;
    const view = new DataView(buffer, byteOffset, byteLength);
    return Array.from({ length: byteLength / 8 }, (_, i) => Number(view.getBigInt64(8 * i, true)));
  }
}
