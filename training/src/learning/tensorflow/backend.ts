import * as tf from '@tensorflow/tfjs-core';

/** Attribute of an operation, as passed to tfjs-node's binding. */
export interface Attribute {
  readonly name: string;
  /** One of the binding's TF_ATTR constants. */
  readonly type: number;
  readonly value: AttributeValue | readonly AttributeValue[];
}

type AttributeValue = number | string | boolean;

/** Output of an operation, as returned by tfjs-node's binding. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** Subset of tfjs-node's native binding. */
export interface Binding extends Readonly<
  Record<
    'TF_ATTR_BOOL' | 'TF_ATTR_FLOAT' | 'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_TYPE',
    number
  >
> {
  readonly TF_FLOAT: number;
  createTensor(shape: readonly number[], dtype: number, values: ArrayBufferView): number;
  executeOp(
    name: string,
    attributes: readonly Attribute[],
    inputIds: readonly number[],
    outputCount: number,
  ): TensorMetadata[];
}

/** Subset of tfjs-node's backend. */
export interface TensorFlowBackend {
  binding: Binding;
  executeSingleOutput(name: string, attributes: Attribute[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: Attribute[],
    inputs: tf.Tensor[],
    outputCount: number,
  ): tf.Tensor[];
  /** Tensor ids of the binding; uploads tensors that have none yet. */
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  /** @returns session id */
  loadSavedModelMetaGraph(folder: string, tags: string): number;
  runSavedModel(
    session: number,
    inputs: readonly tf.Tensor[],
    inputInfos: readonly { readonly name: string }[],
    outputNames: readonly string[],
  ): tf.Tensor[];
  deleteSavedModel(session: number): void;
}

/** Undefined unless tfjs-node is the current backend. */
export function tensorFlowBackend(): TensorFlowBackend | undefined {
  return tf.getBackend() === 'tensorflow'
    ? (tf.backend() as unknown as TensorFlowBackend)
    : undefined;
}
