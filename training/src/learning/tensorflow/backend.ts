import * as tf from '@tensorflow/tfjs-core';

/** An attribute of an operation, as tfjs-node's binding takes it. */
export interface Attribute {
  readonly name: string;
  /** One of the binding's TF_ATTR numbers. */
  readonly type: number;
  readonly value: AttributeValue | readonly AttributeValue[];
}

type AttributeValue = number | string | boolean;

/** A tensor that an operation made, as tfjs-node's binding tells of it. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** The part of tfjs-node's native binding that is used here. */
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

/** The part of tfjs-node's backend that runs operations of TensorFlow by name, and whole graphs. */
export interface TensorFlowBackend {
  binding: Binding;
  executeSingleOutput(name: string, attributes: Attribute[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: Attribute[],
    inputs: tf.Tensor[],
    outputCount: number,
  ): tf.Tensor[];
  /** The binding's numbers of tensors, which are written to TensorFlow if they were not yet. */
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  /** @returns number of the session */
  loadSavedModelMetaGraph(folder: string, tags: string): number;
  runSavedModel(
    session: number,
    inputs: readonly tf.Tensor[],
    inputInfos: readonly { readonly name: string }[],
    outputNames: readonly string[],
  ): tf.Tensor[];
  deleteSavedModel(session: number): void;
}

/** The backend of tfjs-node, or undefined where another one runs. */
export function tensorFlowBackend(): TensorFlowBackend | undefined {
  return tf.getBackend() === 'tensorflow'
    ? (tf.backend() as unknown as TensorFlowBackend)
    : undefined;
}
