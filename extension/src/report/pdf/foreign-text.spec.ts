import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codePoints, isForeign, plainText, textParts } from './foreign-text';

describe('text that the fonts of a PDF lack', () => {
  it.each([
    ['Größe – 5 m², ±2 µm · „Échographie“ €', false],
    ['Łukasz', true],
    ['Смирнова', true],
    ['山田', true],
    ['김', true],
    ['≤', true],
  ])('%s: %s', (text, isAnyForeign) => {
    expect([...text].some(isForeign)).toBe(isAnyForeign);
  });

  it('is told apart from the rest of its line', () => {
    expect(textParts('Yamada, Tarō (山田 太郎)')).toEqual([
      { text: 'Yamada, Tar', isForeign: false },
      { text: 'ō', isForeign: true },
      { text: ' (', isForeign: false },
      // As a whole, whichever way the script runs.
      { text: '山田 太郎', isForeign: true },
      { text: ')', isForeign: false },
    ]);
  });

  it('is never lost, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = plainText(text);
        const parts = textParts(plain);
        expect(parts.map((part) => part.text).join('')).toBe(plain);
        for (const part of parts) {
          expect([...part.text].some((one) => one !== ' ' && isForeign(one))).toBe(part.isForeign);
        }
      }),
    );
  });

  it('is told apart in a time that grows with the length of the text', () => {
    const text = '山 a '.repeat(50_000);
    const start = process.cpuUsage();
    expect(textParts(text)).toHaveLength(100_000);
    expect(textParts('山 '.repeat(100_000))).toHaveLength(2);
    // Of the processor, whatever else runs; a quadratic way takes several times as much.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2500);
  });

  it('has one kind of space and minus', () => {
    expect(plainText('5\u00a0% \u2212 3\u202f%\n')).toBe('5 % - 3 % ');
  });

  it('is written as code points where nothing can draw it', () => {
    expect(codePoints('山𠮷')).toBe('[U+5C71][U+20BB7]');
  });
});
