import { protobufSchema } from '../../protobuf-schema';

/**
 * Subset of TensorFlow's protocol buffers for a graph without variables: names and field numbers
 * from saved_model.proto, meta_graph.proto, graph.proto, node_def.proto, attr_value.proto,
 * tensor.proto and tensor_shape.proto of TensorFlow 2.15.
 */
const schema = protobufSchema({
  SavedModel: {
    savedModelSchemaVersion: [1, 'int64'],
    metaGraphs: [2, 'MetaGraphDef[]'],
  },
  MetaGraphDef: {
    metaInfoDef: [1, 'MetaInfoDef'],
    graphDef: [2, 'GraphDef'],
  },
  MetaInfoDef: { tags: [4, 'string[]'] },
  GraphDef: {
    node: [1, 'NodeDef[]'],
    versions: [4, 'VersionDef'],
  },
  VersionDef: { producer: [1, 'int32'] },
  NodeDef: {
    name: [1, 'string'],
    op: [2, 'string'],
    input: [3, 'string[]'],
    attr: [5, 'AttrEntry[]'],
  },
  // Wire format of map<string, AttrValue>.
  AttrEntry: { key: [1, 'string'], value: [2, 'AttrValue'] },
  AttrValue: {
    list: [1, 'ListValue'],
    s: [2, 'bytes'],
    i: [3, 'int64'],
    f: [4, 'float'],
    b: [5, 'bool'],
    type: [6, 'int32'],
    shape: [7, 'TensorShapeProto'],
    tensor: [8, 'TensorProto'],
  },
  ListValue: {
    s: [2, 'bytes[]'],
    i: [3, 'int64[]'],
    f: [4, 'float[]'],
    b: [5, 'bool[]'],
    type: [6, 'int32[]'],
  },
  TensorProto: {
    dtype: [1, 'int32'],
    tensorShape: [2, 'TensorShapeProto'],
    tensorContent: [4, 'bytes'],
  },
  TensorShapeProto: { dim: [2, 'DimensionProto[]'] },
  DimensionProto: { size: [1, 'int64'] },
});

export interface TensorShape {
  readonly dim: readonly { readonly size: number }[];
}

type Value = Uint8Array | number | boolean;

/** One field of AttrValue, or a list of one type. */
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

export interface Attr {
  readonly key: string;
  readonly value: AttrValue;
}

export interface NodeDef {
  readonly name: string;
  readonly op: string;
  /** `<node>` for the first output of a node, `<node>:<index>` for others. */
  readonly input: readonly string[];
  readonly attr: readonly Attr[];
}

export const savedModelTag = 'serve';

/** GraphDef version of TensorFlow 1.15, which every 2.x reads. */
const producer = 134;

/** Content of saved_model.pb. */
export function encodeSavedModel(nodes: readonly NodeDef[]): Uint8Array {
  const type = schema.lookupType('SavedModel');
  const graph = {
    metaInfoDef: { tags: [savedModelTag] },
    graphDef: { node: nodes, versions: { producer } },
  };
  return type.encode({ savedModelSchemaVersion: 1, metaGraphs: [graph] }).finish();
}
