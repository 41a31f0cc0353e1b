import { describe, expect, it } from '@jest/globals';
import { trainCommand } from './split';

describe('trainCommand', () => {
  it('names the split where that is no part of the data', () => {
    expect(trainCommand({ data: 'prepared' }, false)).toBe('echonet train --data prepared');
    expect(trainCommand({ data: 'prepared', out: 'second.csv' }, true)).toBe(
      'echonet train --structures --data prepared --split second.csv',
    );
  });
});
