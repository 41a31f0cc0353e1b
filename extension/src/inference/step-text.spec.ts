import { describe, expect, it } from '@jest/globals';
import { stringsFor } from '../strings';
import { stepText } from './step-text';

const { run } = stringsFor('en');

describe('stepText', () => {
  it('names the step in work, and the last one when all are done', () => {
    expect(stepText(run, { done: 0, count: 20 })).toBe('frame 1 of 20');
    expect(stepText(run, { done: 20, count: 20 })).toBe('frame 20 of 20');
  });

  it('counts windows where a network reads windows', () => {
    expect(stepText(run, { done: 1, count: 3, isOfWindows: true })).toBe('window 2 of 3');
    const { run: inGerman } = stringsFor('de');
    expect(stepText(inGerman, { done: 1, count: 3, isOfWindows: true })).toBe('Fenster 2 von 3');
  });
});
