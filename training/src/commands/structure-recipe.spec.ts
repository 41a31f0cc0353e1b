import { describe, expect, it } from '@jest/globals';
import { UserError } from '@echonet/command-line';
import { structureRecipeOf } from './structure-recipe';

const options = {
  ...{
    share: [] as number[],
    steps: 100,
    inputSize: 96,
    levelChannels: [8, 16, 32],
    levelBlocks: [1, 1, 2],
  },
  ...{ flip: 0, batchSize: 24, learningRate: 1e-3, weightDecay: 1e-4, seed: 1 },
};

const recipeOf = (others: Partial<typeof options> = {}, data = ['prepared']) =>
  structureRecipeOf({ ...options, ...others }, data, (option) => option in others);

describe('structureRecipeOf', () => {
  it('takes what trains a segmentation well where the user says nothing', () => {
    expect(recipeOf()).toMatchObject({ batchSize: 16, learningRate: 3e-3, levelBlocks: [1, 1, 2] });
    expect(recipeOf({ batchSize: 4 })).toMatchObject({ batchSize: 4, learningRate: 3e-3 });
  });

  it.each([
    [
      { levelBlocks: [1, 1] },
      /^--level-blocks needs 3 numbers, one for each of --level-channels\.$/,
    ],
    [{ inputSize: 100 }, /^--input-size 100 cannot be halved 3 times; choose a multiple of 8,/],
    [{ share: [1, 2] }, /^--share needs 1 numbers/],
  ])('refuses %j in words of its options, before the run begins', (others, message) => {
    expect(() => recipeOf(others)).toThrow(UserError);
    expect(() => recipeOf(others)).toThrow(message);
  });
});
