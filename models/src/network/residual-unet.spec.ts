import { describe, expect, it } from '@jest/globals';
import { multiplyAccumulates, parameterCount, weightShapes } from './graph';
import { residualUNet, type ResidualUNet } from './residual-unet';

const fiveLevels: ResidualUNet = {
  name: 'residual-unet',
  inputSize: 192,
  channels: 1,
  outputs: 4,
  levelChannels: [16, 32, 64, 96, 128],
  levelBlocks: [1, 1, 1, 1, 2],
};

const shapeOf = (architecture: ResidualUNet, name: string) =>
  residualUNet(architecture).nodes.find((node) => node.name === name)?.shape;

describe('residualUNet', () => {
  it.each([
    ['input', [192, 192, 1]],
    ['encoder1', [96, 96, 16]],
    ['encoder1_block1_relu', [96, 96, 16]],
    ['encoder2_block1_relu', [48, 48, 32]],
    ['encoder5', [6, 6, 128]],
    ['encoder5_block2_relu', [6, 6, 128]],
    ['decoder4_projection', [6, 6, 96]],
    ['decoder4_upsample', [12, 12, 96]],
    ['decoder4_conv', [12, 12, 96]],
    ['decoder1_relu', [96, 96, 16]],
    ['decoder1_conv', [96, 96, 16]],
    ['logits', [96, 96, 4]],
  ])('has the feature shape of its level after %s', (name, shape) => {
    expect(shapeOf(fiveLevels, name)).toEqual(shape);
  });

  it('takes 0.2 billion multiply-accumulates and 0.77 million parameters for five levels', () => {
    const graph = residualUNet(fiveLevels);
    expect(multiplyAccumulates(graph) / 1e9).toBeCloseTo(0.203, 3);
    expect(parameterCount(graph) / 1e6).toBeCloseTo(0.77, 2);
  });

  it('ends with its last node, a map of logits with bias and no activation', () => {
    expect(residualUNet(fiveLevels).nodes.at(-1)).toMatchObject({
      name: 'logits',
      shape: [96, 96, 4],
      bias: true,
      batchNorm: false,
      activation: 'linear',
    });
  });

  it('names every node and every weight once, each node after its inputs', () => {
    const graph = residualUNet(fiveLevels);
    const weights = weightShapes(graph).map(({ name }) => name);
    expect(new Set(weights).size).toBe(weights.length);
    const seen = new Set<string>();
    for (const { name, inputs } of graph.nodes) {
      for (const input of inputs) {
        expect(seen).toContain(input);
      }
      expect(seen).not.toContain(name);
      seen.add(name);
    }
  });

  it('can have a single level without blocks', () => {
    const least = { ...fiveLevels, inputSize: 6, levelChannels: [3], levelBlocks: [0] };
    expect(residualUNet(least).nodes.map(({ name }) => name)).toEqual([
      'input',
      'encoder1',
      'logits',
    ]);
  });

  it.each([
    [{ inputSize: 200 }, /5 levels can halve, a multiple of 32, not 200/],
    [{ inputSize: 0 }, /at least 1 as inputSize, not 0/],
    [{ channels: 1.5 }, /at least 1 as channels, not 1.5/],
    [{ outputs: -1 }, /as outputs, not -1/],
    [{ levelChannels: [] }, /at least 1 as levelChannels, not \[\]/],
    [{ levelChannels: [16, 0, 64, 96, 128] }, /levelChannels, not \[16, 0, 64, 96, 128\]/],
    [{ levelBlocks: [1, 1] }, /for each of its 5 levels as levelBlocks, not \[1, 1\]/],
    [{ levelBlocks: [1, 1, 1, 1, -1] }, /as levelBlocks, not \[1, 1, 1, 1, -1\]/],
  ])('rejects %j with a full sentence', (change, sentence) => {
    expect(() => residualUNet({ ...fiveLevels, ...change })).toThrow(sentence);
  });
});
