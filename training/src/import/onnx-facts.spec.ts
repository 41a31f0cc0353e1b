import { describe, expect, it } from '@jest/globals';
import { onnxFacts } from './onnx-facts';
import { tinyOnnx } from './tiny-onnx-fixture';

const shape = [1, 3, 4, 8, 8];

describe('onnxFacts', () => {
  it('says operators, opset, producer and the number of parameters', () => {
    expect(onnxFacts(tinyOnnx({ shape }), 'a.onnx')).toEqual({
      opset: 17,
      operators: ['Flatten', 'Gemm', 'GlobalAveragePool'],
      producer: 'a test',
      parameters: 4,
    });
  });

  it.each([
    ['text', Buffer.from('<html>not found</html>')],
    ['nothing', new Uint8Array()],
    ['a file that was cut off', tinyOnnx({ shape }).slice(0, 60)],
  ])('rejects %s', (_what, bytes) => {
    expect(() => onnxFacts(bytes, 'a.onnx')).toThrow(/a\.onnx is no ONNX file, or it was cut off/);
  });

  it('rejects weights in another file and says how to save one', () => {
    const bytes = tinyOnnx({
      shape,
      change: (model) => ({
        ...model,
        graph: {
          ...model.graph,
          initializer: model.graph.initializer.map((one) => ({
            ...one,
            externalData: [{ key: 'location', value: 'a.onnx.data' }],
          })),
        },
      }),
    });
    expect(() => onnxFacts(bytes, 'a.onnx')).toThrow(
      /weights in another file \(a\.onnx\.data\).*onnx\.save\(onnx\.load/,
    );
  });

  it('names an operator that is not of the standard', () => {
    const bytes = tinyOnnx({
      shape,
      change: (model) => ({
        ...model,
        graph: {
          ...model.graph,
          node: model.graph.node.map((node) =>
            node.name === 'sum' ? { ...node, opType: 'Wave', domain: 'com.example' } : node,
          ),
        },
      }),
    });
    expect(() => onnxFacts(bytes, 'a.onnx')).toThrow(
      /a\.onnx uses the operator Wave of com\.example, which browsers cannot run/,
    );
  });
});
