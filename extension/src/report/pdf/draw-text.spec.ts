/** @jest-environment jsdom */

import { beforeAll, describe, expect, it } from '@jest/globals';
import { drawText } from './draw-text';

/** A browser whose fonts have Cyrillic letters alone, and draw a box for all others. */
beforeAll(() => {
  let drawn = '';
  const context = {
    measureText: (text: string) => ({
      width: 40 * text.length,
      fontBoundingBoxAscent: 72,
      fontBoundingBoxDescent: 24,
    }),
    fillText: (text: string) => (drawn = text),
  };
  Object.assign(HTMLCanvasElement.prototype, {
    getContext: () => context,
    toDataURL: () => `data:image/png,${drawn.replace(/[^\p{Script=Cyrillic} ]/gu, '□')}`,
  });
});

describe('text drawn by the browser', () => {
  it('is as large as its font says, in units of the font size', () => {
    expect(drawText('Анна Ив', false)).toEqual({
      png: 'data:image/png,Анна Ив',
      width: 3.5,
      height: 1.2,
      ascent: 0.9,
    });
  });

  it('is none where it would be boxes', () => {
    expect(drawText('山田', false)).toBeUndefined();
    expect(drawText('Анна 山田', true)).toBeUndefined();
  });
});
