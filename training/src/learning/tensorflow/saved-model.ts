import protobuf from 'protobufjs/light.js';

/**
 * The part of TensorFlow's protocol buffers that a graph without variables needs: names and field
 * numbers from saved_model.proto, meta_graph.proto, graph.proto, node_def.proto, attr_value.proto,
 * tensor.proto and tensor_shape.proto of TensorFlow 2.15.
 */
const schema = protobuf.Root.fromJSON({
  nested: {
    SavedModel: {
      fields: {
        savedModelSchemaVersion: { id: 1, type: 'int64' },
        metaGraphs: { id: 2, type: 'MetaGraphDef', rule: 'repeated' },
      },
    },
    MetaGraphDef: {
      fields: {
        metaInfoDef: { id: 1, type: 'MetaInfoDef' },
        graphDef: { id: 2, type: 'GraphDef' },
      },
    },
    MetaInfoDef: { fields: { tags: { id: 4, type: 'string', rule: 'repeated' } } },
    GraphDef: {
      fields: {
        node: { id: 1, type: 'NodeDef', rule: 'repeated' },
        versions: { id: 4, type: 'VersionDef' },
      },
    },
    VersionDef: { fields: { producer: { id: 1, type: 'int32' } } },
    NodeDef: {
      fields: {
        name: { id: 1, type: 'string' },
        op: { id: 2, type: 'string' },
        input: { id: 3, type: 'string', rule: 'repeated' },
        attr: { id: 5, type: 'AttrEntry', rule: 'repeated' },
      },
    },
    // How a map<string, AttrValue> is written.
    AttrEntry: {
      fields: { key: { id: 1, type: 'string' }, value: { id: 2, type: 'AttrValue' } },
    },
    AttrValue: {
      oneofs: { value: { oneof: ['list', 's', 'i', 'f', 'b', 'type', 'shape', 'tensor'] } },
      fields: {
        list: { id: 1, type: 'ListValue' },
        s: { id: 2, type: 'bytes' },
        i: { id: 3, type: 'int64' },
        f: { id: 4, type: 'float' },
        b: { id: 5, type: 'bool' },
        type: { id: 6, type: 'int32' },
        shape: { id: 7, type: 'TensorShapeProto' },
        tensor: { id: 8, type: 'TensorProto' },
      },
    },
    ListValue: {
      fields: {
        s: { id: 2, type: 'bytes', rule: 'repeated' },
        i: { id: 3, type: 'int64', rule: 'repeated' },
        f: { id: 4, type: 'float', rule: 'repeated' },
        b: { id: 5, type: 'bool', rule: 'repeated' },
        type: { id: 6, type: 'int32', rule: 'repeated' },
      },
    },
    TensorProto: {
      fields: {
        dtype: { id: 1, type: 'int32' },
        tensorShape: { id: 2, type: 'TensorShapeProto' },
        tensorContent: { id: 4, type: 'bytes' },
      },
    },
    TensorShapeProto: { fields: { dim: { id: 2, type: 'DimensionProto', rule: 'repeated' } } },
    DimensionProto: { fields: { size: { id: 1, type: 'int64' } } },
  },
});

/** Lengths of a tensor's axes. */
export interface TensorShape {
  readonly dim: readonly { readonly size: number }[];
}

type Value = Uint8Array | number | boolean;

/** An attribute's value: one of the fields of AttrValue, or a list of one kind. */
export type AttrValue =
  | Readonly<Record<string, Value>>
  | { readonly list: Readonly<Record<string, readonly Value[]>> }
  | { readonly shape: TensorShape }
  | {
      readonly tensor: {
        readonly dtype: number;
        readonly tensorShape: TensorShape;
        readonly tensorContent: Uint8Array;
      };
    };

/** A named attribute of an operation. */
export interface Attr {
  readonly key: string;
  readonly value: AttrValue;
}

/** One operation of a graph. */
export interface NodeDef {
  readonly name: string;
  readonly op: string;
  /** `<node>` for its first output, `<node>:<index>` for another. */
  readonly input: readonly string[];
  readonly attr: readonly Attr[];
}

/** The tag under which the graph is loaded. */
export const savedModelTag = 'serve';

/** The graph-definition version of TensorFlow 1.15 and later, which every 2.x reads. */
const producer = 134;

/** The bytes of a saved_model.pb. */
export function encodeSavedModel(nodes: readonly NodeDef[]): Uint8Array {
  const type = schema.lookupType('SavedModel');
  const graph = {
    metaInfoDef: { tags: [savedModelTag] },
    graphDef: { node: nodes, versions: { producer } },
  };
  return type.encode({ savedModelSchemaVersion: 1, metaGraphs: [graph] }).finish();
}
