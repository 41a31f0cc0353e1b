import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withSimulatedModels } from './model-list';

const made = { models: ['a4c-phantom'], viewClassifier: 'views-phantom' };

describe('withSimulatedModels', () => {
  it('keeps models of real patients, and the classifier that comes first', () => {
    const list = {
      models: ['a4c-phantom', 'a4c-real'],
      viewClassifier: ['views-real', 'views-phantom'],
      segmentation: 'lv-camus',
      real: 'a4c-real',
    };
    expect(withSimulatedModels(list, made)).toEqual(list);
  });

  it('leaves the list of the shipped models as it is', () => {
    const file = path.join(__dirname, '../../models/bundled/index.json');
    const list = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(withSimulatedModels(list, made)).toEqual(list);
  });

  it('adds models behind those that the list names', () => {
    expect(
      withSimulatedModels({ models: ['a4c-real'], viewClassifier: 'views-real' }, made),
    ).toEqual({
      models: ['a4c-real', 'a4c-phantom'],
      viewClassifier: ['views-real', 'views-phantom'],
    });
  });

  it('makes a list where there is none, without a classifier that was not made', () => {
    expect(withSimulatedModels({}, { models: ['a4c-phantom'] })).toEqual({
      models: ['a4c-phantom'],
    });
  });
});
