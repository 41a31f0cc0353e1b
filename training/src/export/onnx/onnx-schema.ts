import { protobufSchema } from '../../protobuf-schema';

/**
 * Subset of the ONNX protocol buffers for convolutional networks: names and field numbers from
 * onnx.proto3 of ONNX 1.17 (IR version 8).
 */
const schema = protobufSchema({
  ModelProto: {
    irVersion: [1, 'int64'],
    producerName: [2, 'string'],
    docString: [6, 'string'],
    graph: [7, 'GraphProto'],
    opsetImport: [8, 'OperatorSetIdProto[]'],
    metadataProps: [14, 'StringStringEntryProto[]'],
  },
  OperatorSetIdProto: { domain: [1, 'string'], version: [2, 'int64'] },
  StringStringEntryProto: { key: [1, 'string'], value: [2, 'string'] },
  GraphProto: {
    node: [1, 'NodeProto[]'],
    name: [2, 'string'],
    initializer: [5, 'TensorProto[]'],
    input: [11, 'ValueInfoProto[]'],
    output: [12, 'ValueInfoProto[]'],
  },
  NodeProto: {
    input: [1, 'string[]'],
    output: [2, 'string[]'],
    name: [3, 'string'],
    opType: [4, 'string'],
    attribute: [5, 'AttributeProto[]'],
    domain: [7, 'string'],
  },
  AttributeProto: {
    name: [1, 'string'],
    f: [2, 'float'],
    i: [3, 'int64'],
    s: [4, 'bytes'],
    t: [5, 'TensorProto'],
    ints: [8, 'int64[]'],
    type: [20, 'int32'],
  },
  TensorProto: {
    dims: [1, 'int64[]'],
    dataType: [2, 'int32'],
    name: [8, 'string'],
    rawData: [9, 'bytes'],
    externalData: [13, 'StringStringEntryProto[]'],
  },
  ValueInfoProto: { name: [1, 'string'], type: [2, 'TypeProto'] },
  TypeProto: { tensorType: [1, 'TensorTypeProto'] },
  TensorTypeProto: {
    elemType: [1, 'int32'],
    shape: [2, 'TensorShapeProto'],
  },
  TensorShapeProto: { dim: [1, 'DimensionProto[]'] },
  DimensionProto: { dimValue: [1, 'int64'], dimParam: [2, 'string'] },
});

/** TensorProto.DataType FLOAT. */
export const float32 = 1;

const attributeTypes = { i: 2, s: 3, ints: 7 } as const;

/** A text, a number, one integer or several, or a constant. */
export interface OnnxAttribute {
  readonly name: string;
  readonly f?: number;
  readonly i?: number;
  readonly t?: OnnxTensor;
  /** UTF-8. */
  readonly s?: Uint8Array;
  readonly ints?: readonly number[];
  readonly type: number;
}

export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute?: readonly OnnxAttribute[];
  /** Of the operator; empty or absent for the standard's. */
  readonly domain?: string;
}

/** Constant of little-endian float32 values. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly rawData: Uint8Array;
  /** Where the values are, if not in this file: location, offset and length. */
  readonly externalData?: readonly { readonly key: string; readonly value: string }[];
}

/** Input or output of the graph. */
export interface OnnxValue {
  readonly name: string;
  readonly type: {
    readonly tensorType: {
      readonly elemType: number;
      readonly shape: { readonly dim: readonly { dimValue?: number; dimParam?: string }[] };
    };
  };
}

/** ModelProto. */
export interface OnnxModel {
  readonly irVersion: number;
  readonly producerName: string;
  readonly docString: string;
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
  readonly metadataProps: readonly { readonly key: string; readonly value: string }[];
  readonly graph: {
    readonly name: string;
    readonly node: readonly OnnxNode[];
    readonly initializer: readonly OnnxTensor[];
    readonly input: readonly OnnxValue[];
    readonly output: readonly OnnxValue[];
  };
}

export function attribute(name: string, value: string | number | readonly number[]): OnnxAttribute {
  if (typeof value === 'string') {
    return { name, s: new TextEncoder().encode(value), type: attributeTypes.s };
  }
  return typeof value === 'number'
    ? { name, i: value, type: attributeTypes.i }
    : { name, ints: value, type: attributeTypes.ints };
}

export function constant(name: string, dims: readonly number[], values: Float32Array): OnnxTensor {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dims, dataType: float32, rawData };
}

/** @param shape lengths, or the names of dynamic axes */
export function value(name: string, shape: readonly (number | string)[]): OnnxValue {
  const dim = shape.map((length) =>
    typeof length === 'number' ? { dimValue: length } : { dimParam: length },
  );
  return { name, type: { tensorType: { elemType: float32, shape: { dim } } } };
}

export function encodeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const type = schema.lookupType('ModelProto');
  return new Uint8Array(type.encode(type.fromObject(model)).finish());
}

/** Reads the fields of this schema from an ONNX file and ignores others. */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  const type = schema.lookupType('ModelProto');
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as OnnxModel;
}
