import protobuf from 'protobufjs/light.js';

/** Field number and type by field name; a type followed by [] is repeated. */
type Fields = Readonly<Record<string, readonly [number: number, type: string]>>;

/** Protocol buffer schema from the fields of its messages, by message name. */
export function protobufSchema(messages: Readonly<Record<string, Fields>>): protobuf.Root {
  const nested = Object.entries(messages).map(([message, fields]) => [
    message,
    {
      fields: Object.fromEntries(
        Object.entries(fields).map(([name, [id, type]]) => [
          name,
          type.endsWith('[]') ? { id, type: type.slice(0, -2), rule: 'repeated' } : { id, type },
        ]),
      ),
    },
  ]);
  return protobuf.Root.fromJSON({
    nested: Object.fromEntries(nested) as protobuf.INamespace['nested'],
  });
}
