import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TextRun } from './report-document';
import { wrapText } from './wrap-text';

/** Every character is as wide as the font is high; bold ones twice. */
const measure = (text: string, size: number, isBold: boolean) =>
  text.length * size * (isBold ? 2 : 1);

const wrap = (runs: readonly TextRun[], width: number) =>
  wrapText(runs, { width, size: 1, measure }).map((line) =>
    line.map(({ text, x }) => `${x}:${text}`),
  );

describe('text in lines', () => {
  it('breaks between words, and keeps styles apart with a space between them', () => {
    expect(wrap([{ text: 'EF:', isBold: true }, { text: ' is normal at 60 %' }], 18)).toEqual([
      ['0:EF:', '7:is normal'],
      ['0:at 60 %'],
    ]);
  });

  it('breaks a word that is too long for a line', () => {
    expect(wrap([{ text: 'abcdefgh ij' }], 3)).toEqual([['0:abc'], ['0:def'], ['0:gh'], ['0:ij']]);
  });

  it('takes a time that grows with the length of the text', () => {
    const start = process.cpuUsage();
    expect(wrap([{ text: '山 '.repeat(100_000) }], 40).length).toBeGreaterThan(1000);
    expect(wrap([{ text: 'a'.repeat(100_000) }], 40)).toHaveLength(2500);
    // Of the processor, whatever else runs; a quadratic way takes several times as much.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2500);
  });

  it('never exceeds the width, and loses no character', () => {
    const run = fc.record({
      text: fc.string({ unit: fc.constantFrom('a', 'Ä', ' ', '山'), maxLength: 40 }),
      isBold: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(run, { maxLength: 5 }),
        fc.integer({ min: 4, max: 30 }),
        (runs, width) => {
          const lines = wrapText(runs, { width, size: 1, measure });
          for (const line of lines) {
            const { text, x, isBold } = line.at(-1)!;
            expect(x + measure(text, 1, isBold)).toBeLessThanOrEqual(width);
          }
          const without = (text: string) => text.replaceAll(' ', '');
          expect(
            without(
              lines
                .flat()
                .map(({ text }) => text)
                .join(''),
            ),
          ).toBe(without(runs.map(({ text }) => text).join('')));
        },
      ),
    );
  });
});
