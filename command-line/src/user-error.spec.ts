import { describe, expect, it } from '@jest/globals';
import { sentenceOf, UserError } from '@echonet/command-line';

describe('sentenceOf', () => {
  it('is what a user error says', () => {
    expect(sentenceOf(new UserError('Name a folder.'))).toBe('Name a folder.');
  });

  it('says what to do when the system refuses, in this process or in a worker', () => {
    const own = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    });
    const passedOn = new Error("EACCES: permission denied, open '/data/x'");
    expect(sentenceOf({ code: 'ENOSPC', message: own.message })).toMatch(/^The disk is full/);
    expect(sentenceOf(own)).toMatch(/^The disk is full; free some space/);
    expect(sentenceOf(passedOn)).toMatch(/^Permission is missing.*\/data\/x/);
  });

  it('leaves faults of the program to be seen as they are', () => {
    expect(sentenceOf(new TypeError('x is not a function'))).toBeUndefined();
    expect(sentenceOf('text')).toBeUndefined();
  });
});
