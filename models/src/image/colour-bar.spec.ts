import { describe, expect, it } from '@jest/globals';
import { showsColourBar } from './colour-bar';
import type { FramePixels } from './frame-pixels';

const [Rows, Columns] = [120, 160];
const outside = new Uint8Array(Rows * Columns);

function screen(colourAt: (x: number, y: number) => readonly number[] | undefined): FramePixels {
  const data = new Uint8Array(Rows * Columns * 3);
  for (let i = 0; i < Rows * Columns; i++) {
    data.set(colourAt(i % Columns, Math.floor(i / Columns)) ?? [70, 70, 70], i * 3);
  }
  return { Rows, Columns, channels: 3, data };
}

const [red, blue] = [
  [220, 60, 10],
  [10, 60, 220],
];

/** Four columns at the right edge. */
const bar = (upper: readonly number[], lower: readonly number[]) => (x: number, y: number) =>
  x < 150 || x >= 154
    ? undefined
    : y >= 20 && y < 36
      ? upper
      : y >= 40 && y < 56
        ? lower
        : undefined;

describe('a colour bar', () => {
  it('is found with warm colours above cold ones and below', () => {
    expect(showsColourBar(screen(bar(red, blue)), outside)).toBe(true);
    expect(showsColourBar(screen(bar(blue, red)), outside)).toBe(true);
  });

  it('is not looked for inside the sector, where flow may look like it', () => {
    const mask = outside.map((_, i) => Number(i % Columns >= 148));
    expect(showsColourBar(screen(bar(red, blue)), mask)).toBe(false);
  });

  it.each([
    ['a bar of one colour, as of tinted B-mode', bar(red, red)],
    ['areas of colour, wider than a bar', (_x: number, y: number) => (y < 60 ? red : blue)],
    [
      'two symbols far from each other',
      (x: number, y: number) =>
        x < 4 ? (y < 12 ? red : y >= 90 && y < 102 ? blue : undefined) : undefined,
    ],
    ['lines', (x: number, y: number) => (x === 80 ? (y < 60 ? red : blue) : undefined)],
    [
      'letters',
      (x: number, y: number) => (x < 6 && y % 8 < 4 ? (y % 16 < 8 ? red : blue) : undefined),
    ],
  ])('is not %s', (_, colourAt) => {
    expect(showsColourBar(screen(colourAt), outside)).toBe(false);
  });

  it('is not in grey images', () => {
    const frame: FramePixels = { Rows, Columns, channels: 1, data: outside };
    expect(showsColourBar(frame, outside)).toBe(false);
  });
});
