import { describe, expect, it } from '@jest/globals';
import { contractFixture, segmentationContractFixture } from './contract-fixture';
import type { TensorFacts } from '../learning/onnx/node-session';
import { refuseUnfitting } from './fit-contract';

const contract = contractFixture();
const tensor = (name: string, shape: TensorFacts['shape'], type = 'float32'): TensorFacts => ({
  name,
  type,
  shape,
});
const clip = tensor('clip', [1, 3, 4, 8, 8]);
const numbers = tensor('numbers', [1, 1]);

describe('refuseUnfitting', () => {
  it('accepts the shapes of the contract, and axes that may vary', () => {
    expect(() => refuseUnfitting(contract, [clip], [numbers])).not.toThrow();
    const varying = tensor('clip', ['n', 3, -1, 8, 8]);
    expect(() => refuseUnfitting(contract, [varying], [tensor('y', ['n', 1])])).not.toThrow();
  });

  it.each<[string, TensorFacts[], TensorFacts[], RegExp]>([
    [
      'channels last where the contract puts them first',
      [tensor('clip', [1, 4, 8, 8, 3])],
      [numbers],
      /input is clip \(1x4x8x8x3\), and the contract gives it 1x3x4x8x8 \(NCTHW\)/,
    ],
    ['single images', [tensor('image', [1, 3, 8, 8])], [numbers], /image \(1x3x8x8\)/],
    ['two inputs', [clip, tensor('age', [1])], [numbers], /wants 2 inputs \(clip.*; age \(1\)\)/],
    ['no inputs', [], [numbers], /wants 0 inputs/],
    ['half precision', [tensor('clip', clip.shape, 'float16')], [numbers], /float16.*single/],
    ['more numbers', [clip], [tensor('heads', [1, 39])], /heads \(1x39\): 39 numbers.*says 1/],
    ['two outputs', [clip], [numbers, tensor('maps', [1, 2])], /numbers, maps.*which one it reads/],
  ])('rejects %s', (_what, inputs, outputs, sentence) => {
    expect(() => refuseUnfitting(contract, inputs, outputs)).toThrow(sentence);
  });

  it('accepts the mask of the contract, and says both shapes of another', () => {
    const outlines = segmentationContractFixture();
    const image = tensor('image', [1, 3, 8, 8]);
    expect(() =>
      refuseUnfitting(outlines, [image], [tensor('logits', ['n', 1, 8, 8])]),
    ).not.toThrow();
    expect(() => refuseUnfitting(outlines, [image], [tensor('logits', [1, 4, 8, 8])])).toThrow(
      /output is logits \(1x4x8x8\), and the contract says 1x1x8x8 \(NCHW\).*classes/,
    );
    expect(() => refuseUnfitting(outlines, [clip], [tensor('logits', [1, 1, 8, 8])])).toThrow(
      /contract gives it 1x3x8x8 \(NCHW\)/,
    );
    const two = [tensor('out', [1, 1, 8, 8]), tensor('aux', [1, 1, 8, 8])];
    expect(() => refuseUnfitting(outlines, [image], two)).toThrow(/\(mask\.tensor\)/);
  });

  it('rejects a file without the output that the contract names', () => {
    const named = { ...contract, outputs: [{ ...contract.outputs[0], tensor: 'ef' }] };
    expect(() => refuseUnfitting(named, [clip], [numbers])).toThrow(
      'The file has the outputs numbers, and the contract reads ef.',
    );
  });
});
