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

  it('decline German frames after "von"', () => {
    const { contours, contourEdits, results, frames } = stringsFor('de');
    expect(contours.provisional(5, frames(130))).toBe('Konturen: 5 von 130 Bildern');
    expect(results.framesOf(1, frames(1))).toBe('1 von 1 Bild');
    expect(contourEdits.used('0,0', '2,0', '2,1', 40, frames(130))).toContain('40 von 130 Bildern');
  });

  it('name tasks as the model does unless they know better', () => {
    const [ef] = manifest.tasks;
    expect(taskName(stringsFor('en'), ef)).toBe('Ejection fraction');
    expect(taskName(stringsFor('de'), ef)).toBe('Ejektionsfraktion');
    expect(taskName(stringsFor('de'), { ...ef, id: 'TAPSE', name: 'TAPSE' })).toBe('TAPSE');
  });
});
