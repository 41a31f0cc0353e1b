import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recipeOf, recipeOptions, type RecipeOptions } from './recipe';

const defaults = Object.fromEntries(
  recipeOptions().map((option) => [option.attributeName(), option.defaultValue as unknown]),
) as unknown as RecipeOptions;

const recipe = (options: Partial<RecipeOptions>, folders: readonly string[]) =>
  recipeOf({ ...defaults, tasks: ['EF'], ...options }, folders);

describe('recipeOf', () => {
  it('learns from further folders in their shares of the first', () => {
    const { data, split, further } = recipe({ share: [2, 1, 4] }, ['own', 'a', 'b']);
    expect([data, split]).toEqual([path.resolve('own'), path.resolve('own/split.csv')]);
    expect(further).toEqual([
      { data: path.resolve('a'), split: path.resolve('a/split.csv'), share: 0.5 },
      { data: path.resolve('b'), split: path.resolve('b/split.csv'), share: 2 },
    ]);
    expect(recipe({}, ['own'])).not.toHaveProperty('further');
    expect(recipe({}, ['own', 'a']).further?.[0].share).toBe(1);
  });

  it('refuses a split of several folders, and shares that do not fit', () => {
    expect(() => recipe({ split: 'x.csv' }, ['own', 'a'])).toThrow(/^--split goes with one --data/);
    expect(() => recipe({ share: [1] }, ['own', 'a'])).toThrow(/^--share needs 2 numbers/);
  });
});
