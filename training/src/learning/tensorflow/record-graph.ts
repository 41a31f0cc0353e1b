import type * as tf from '@tensorflow/tfjs-core';
import type { Attribute, Binding, TensorFlowBackend } from './backend';
import type { Attr, AttrValue, NodeDef, TensorShape } from './saved-model';

/** A computation as a TensorFlow graph. */
export interface RecordedGraph {
  readonly nodes: readonly NodeDef[];
  /** `<node>:<index>` of each input and each output. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/**
 * Runs a computation on tfjs-node and records its operations as a graph, as tf.function does in
 * Python.
 *
 * @param inputs all tensors the computation reads; tensors that it creates from numbers become
 *   constants of the graph
 * @throws Error when it reads another tensor or the values of a tensor
 */
export function recordGraph(
  backend: TensorFlowBackend,
  inputs: readonly tf.Tensor[],
  compute: () => readonly tf.Tensor[],
): RecordedGraph {
  const { binding } = backend;
  const nodes: NodeDef[] = [];
  /** `<node>:<index>` by tensor id. */
  const outputOf = new Map<number, string>();
  const add = (node: Omit<NodeDef, 'name'>, tensorIds: readonly number[]) => {
    const name = `n${nodes.length}`;
    nodes.push({ name, ...node });
    tensorIds.forEach((id, index) => outputOf.set(id, `${name}:${index}`));
  };
  const namesOf = (tensorIds: readonly number[], reader: string) =>
    tensorIds.map((id) => {
      const name = outputOf.get(id);
      if (!name) {
        throw new Error(`${reader} reads a tensor that is not among the inputs.`);
      }
      return name;
    });

  const inputIds = backend.getInputTensorIds(inputs);
  inputs.forEach(({ shape }, index) => {
    const attr: Attr[] = [
      { key: 'dtype', value: { type: binding.TF_FLOAT } },
      { key: 'shape', value: { shape: shapeOf(shape) } },
    ];
    add({ op: 'Placeholder', input: [], attr }, [inputIds[index]]);
  });

  const recorder: Pick<Binding, 'createTensor' | 'executeOp'> & { tensorDataSync(): never } = {
    createTensor(shape, dtype, values) {
      const id = binding.createTensor(shape, dtype, values);
      const tensorContent = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      const tensor = { dtype, tensorShape: shapeOf(shape), tensorContent: tensorContent.slice() };
      const attr: Attr[] = [
        { key: 'dtype', value: { type: dtype } },
        { key: 'value', value: { tensor } },
      ];
      add({ op: 'Const', input: [], attr }, [id]);
      return id;
    },
    executeOp(op, attributes, tensorIds, outputCount) {
      const outputs = binding.executeOp(op, attributes, tensorIds, outputCount);
      const attr = attributes.map((attribute) => ({
        key: attribute.name,
        value: valueOf(attribute, binding),
      }));
      add(
        { op, input: namesOf(tensorIds, op), attr },
        outputs.map(({ id }) => id),
      );
      return outputs;
    },
    tensorDataSync() {
      throw new Error('The values of a tensor cannot be read while its graph is recorded.');
    },
  };
  backend.binding = new Proxy({} as Binding, {
    // The binding's properties are read-only, so the proxy's target is an empty object.
    get: (_target, key) =>
      Reflect.get(recorder, key) ?? bound(binding, Reflect.get(binding, key) as unknown),
  });
  try {
    const outputIds = backend.getInputTensorIds(compute());
    return {
      nodes,
      inputNames: namesOf(inputIds, 'The computation'),
      outputNames: namesOf(outputIds, 'The result'),
    };
  } finally {
    backend.binding = binding;
  }
}

function bound(owner: object, property: unknown): unknown {
  return typeof property === 'function' ? (property.bind(owner) as unknown) : property;
}

function shapeOf(shape: readonly number[]): TensorShape {
  return { dim: shape.map((size) => ({ size })) };
}

function valueOf({ name, type, value }: Attribute, binding: Binding): AttrValue {
  const fields = new Map([
    [binding.TF_ATTR_STRING, 's'],
    [binding.TF_ATTR_INT, 'i'],
    [binding.TF_ATTR_FLOAT, 'f'],
    [binding.TF_ATTR_BOOL, 'b'],
    [binding.TF_ATTR_TYPE, 'type'],
  ]);
  const field = fields.get(type);
  if (!field) {
    throw new Error(`Attribute ${name} is of a kind (${type}) that is not recorded.`);
  }
  const encode = (one: string | number | boolean) =>
    typeof one === 'string' ? new TextEncoder().encode(one) : one;
  return Array.isArray(value)
    ? { list: { [field]: value.map(encode) } }
    : { [field]: encode(value as string | number | boolean) };
}
