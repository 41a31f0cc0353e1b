import { describe, expect, it } from '@jest/globals';
import { codeSequence } from './coding';

describe('codeSequence', () => {
  it('puts what is too long for a Code Value into Long Code Value', () => {
    const scheme = '99ECHONET';
    const item = { CodingSchemeDesignator: scheme, CodeMeaning: 'a meaning' };
    const [short, long] = ['lead-probability', 'LADilation-probability'];
    expect(codeSequence({ value: short, scheme, meaning: 'a meaning' })).toEqual([
      { CodeValue: short, ...item },
    ]);
    expect(codeSequence({ value: long, scheme, meaning: 'a meaning' })).toEqual([
      { LongCodeValue: long, ...item },
    ]);
  });
});
