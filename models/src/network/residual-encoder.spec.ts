import { describe, expect, it } from '@jest/globals';
import { multiplyAccumulates, parameterCount, weightShapes } from './graph';
import {
  residualEncoder,
  residualEncoderWithStructures,
  structureMapsNode,
  type ResidualEncoder,
} from './residual-encoder';
import { residualUNet } from './residual-unet';

const fiveLevels: ResidualEncoder = {
  name: 'residual-encoder',
  inputSize: 192,
  channels: 1,
  outputs: 2,
  levelChannels: [16, 32, 64, 96, 128],
  levelBlocks: [1, 1, 1, 1, 2],
  hiddenUnits: 64,
};

const namesOf = (graph: ReturnType<typeof residualEncoder>) =>
  weightShapes(graph).map(({ name, shape }) => `${name} ${shape.join('x')}`);

describe('residualEncoder', () => {
  it('ends in a vector, from the averages of its two deepest levels', () => {
    const { nodes } = residualEncoder(fiveLevels);
    const shapeOf = (name: string) => nodes.find((node) => node.name === name)?.shape;
    expect(shapeOf('pooled')).toEqual([1, 1, 96 + 128]);
    expect(shapeOf('hidden')).toEqual([1, 1, 64]);
    expect(nodes.at(-1)).toMatchObject({ name: 'logits', kind: 'dense', shape: [1, 1, 2] });
  });

  it('takes 0.12 billion multiply-accumulates for five levels, three fifths of a U-Net', () => {
    const graph = residualEncoder(fiveLevels);
    expect(multiplyAccumulates(graph) / 1e9).toBeCloseTo(0.123, 3);
    expect(parameterCount(graph) / 1e6).toBeCloseTo(0.63, 2);
  });

  it('has the encoder of the residual U-Net, weight by weight', () => {
    const unet = residualUNet({
      ...{ name: 'residual-unet', inputSize: 192, channels: 1, outputs: 4 },
      ...{ levelChannels: fiveLevels.levelChannels, levelBlocks: fiveLevels.levelBlocks },
    });
    const ofEncoder = (names: string[]) => names.filter((name) => name.startsWith('encoder'));
    expect(ofEncoder(namesOf(residualEncoder(fiveLevels)))).toEqual(ofEncoder(namesOf(unet)));
  });

  it('can have a single level', () => {
    const least = { ...fiveLevels, inputSize: 6, levelChannels: [3], levelBlocks: [0] };
    expect(residualEncoder(least).nodes.map(({ name }) => name)).toEqual([
      'input',
      'encoder1',
      'encoder1_average',
      'pooled_dropout',
      'hidden',
      'hidden_dropout',
      'logits',
    ]);
  });

  it.each([
    [{ inputSize: 200 }, /A residual encoder needs an inputSize that 5 levels can halve/],
    [{ hiddenUnits: 0 }, /at least 1 as hiddenUnits, not 0/],
  ])('rejects %j with a full sentence', (change, sentence) => {
    expect(() => residualEncoder({ ...fiveLevels, ...change })).toThrow(sentence);
  });
});

describe('residualEncoder that reads structures', () => {
  const reading = {
    ...fiveLevels,
    structures: { classes: 4, levelChannels: [32, 48, 96, 128], levelBlocks: [0, 0, 0, 1] },
  };
  const graph = residualEncoder(reading);
  const shapeOf = (name: string) => graph.nodes.find((node) => node.name === name)?.shape;

  it('averages the maps that it draws beside the levels of the image', () => {
    expect(shapeOf(structureMapsNode)).toEqual([96, 96, 4]);
    expect(shapeOf('structure_encoder4_block1_relu')).toEqual([6, 6, 128]);
    expect(shapeOf('pooled')).toEqual([1, 1, 96 + 128 + 128]);
    expect(graph.nodes.at(-1)).toMatchObject({ name: 'logits', kind: 'dense', shape: [1, 1, 2] });
  });

  it('takes twice the multiply-accumulates of the network without', () => {
    expect(
      multiplyAccumulates(graph) / multiplyAccumulates(residualEncoder(fiveLevels)),
    ).toBeCloseTo(2, 0);
  });

  it('has all layers of the residual U-Net but the last, weight by weight', () => {
    const unet = residualUNet({
      ...{ name: 'residual-unet', inputSize: 192, channels: 1, outputs: 4 },
      ...{ levelChannels: fiveLevels.levelChannels, levelBlocks: fiveLevels.levelBlocks },
    });
    const shared = namesOf(unet).filter((name) => !name.startsWith('logits/'));
    expect(namesOf(graph)).toEqual(expect.arrayContaining(shared));
  });

  it.each([
    [
      { classes: 0 },
      /The encoder of structures needs a whole number of at least 1 as classes, not 0/,
    ],
    [{ levelBlocks: [0] }, /a whole number of blocks for each of its 4 levels/],
  ])('rejects %j with a full sentence', (change, sentence) => {
    const structures = { ...reading.structures, ...change };
    expect(() => residualEncoder({ ...reading, structures })).toThrow(sentence);
  });
});

describe('residualEncoderWithStructures', () => {
  const graph = residualEncoderWithStructures(fiveLevels, 4);

  it('has maps of the structures beside the same network', () => {
    const maps = graph.nodes.find(({ name }) => name === structureMapsNode);
    expect(maps?.shape).toEqual([96, 96, 4]);
    expect(graph.nodes.at(-1)?.name).toBe('logits');
    expect(namesOf(graph)).toEqual(expect.arrayContaining(namesOf(residualEncoder(fiveLevels))));
  });
});
