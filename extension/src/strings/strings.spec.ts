import { describe, expect, it } from '@jest/globals';
import { manifest } from '../models/testing';
import { stringsFor, taskName } from './';

describe('the strings of the panel', () => {
  it.each([
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-US', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('are for %s in %s', (language, locale) => {
    expect(stringsFor(language).locale).toBe(locale);
  });

  it('name tasks as the model does unless they know better', () => {
    const [ef] = manifest.tasks;
    expect(taskName(stringsFor('en'), ef)).toBe('Ejection fraction');
    expect(taskName(stringsFor('de'), ef)).toBe('Ejektionsfraktion');
    expect(taskName(stringsFor('de'), { ...ef, id: 'TAPSE', name: 'TAPSE' })).toBe('TAPSE');
  });
});
