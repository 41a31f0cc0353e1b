import { describe, expect, it } from '@jest/globals';
import { isColoured, luma } from './colour';
import { colourContent } from './colour-content';
import type { FramePixels } from './frame-pixels';

const side = 40;
const all = new Uint8Array(side * side).fill(1);

function paint(colourAt: (x: number, y: number) => number[]): FramePixels {
  const data = new Uint8Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    data.set(colourAt(i % side, Math.floor(i / side)), i * 3);
  }
  return { Rows: side, Columns: side, channels: 3, data };
}

const tissue = [90, 90, 90];

describe('colourContent', () => {
  it('counts solid colour but not lines, in the frame with the most', () => {
    const line = paint((_, y) => (y === 9 ? [0, 255, 0] : tissue));
    const patch = paint((x, y) => (x < 20 && y < 20 ? [255, 0, 0] : tissue));
    expect(colourContent([line], all)).toEqual({ solid: 0, tinted: false });
    expect(colourContent([line, patch], all).solid).toBeCloseTo(0.16, 1);
  });

  it('counts only inside the sector', () => {
    const patch = paint((x) => (x < 20 ? [255, 0, 0] : tissue));
    const right = all.map((_, i) => (i % side >= 20 ? 1 : 0));
    expect(colourContent([patch], right).solid).toBe(0);
  });

  it('distinguishes a tint from flow in two colours', () => {
    const tint = paint((x, y) => [120 + x, 60 + y / 2, 30]);
    const flow = paint((x) => (x % 2 ? [200, 40, 20] : [20, 60, 220]));
    expect(colourContent([tint], all).tinted).toBe(true);
    expect(colourContent([flow], all).tinted).toBe(false);
  });

  it.each([
    ['sepia', [1, 0.82, 0.6]],
    ['blue', [0.7, 0.85, 1]],
    ['faint blue', [0.75, 0.87, 1]],
  ])('finds a tint of which darker pixels show little: %s', (_, map) => {
    const tint = paint((x, y) => {
      const grey = 20 + 4 * x + ((7 * y) % 60);
      return map.map((share) => Math.round(share * grey));
    });
    expect(colourContent([tint], all).tinted).toBe(true);
  });

  it.each([
    ['sepia', [1, 0.82, 0.6]],
    ['blue', [0.7, 0.85, 1]],
  ])('counts flow over a %s tint', (_, map) => {
    const flows = [
      [255, 0, 0],
      [255, 120, 0],
      [0, 40, 255],
      [0, 200, 255],
    ];
    for (const flow of flows) {
      const frame = paint((x, y) =>
        x < 12 && y < 16 ? flow : map.map((share) => Math.round(share * (60 + 4 * x))),
      );
      expect(colourContent([frame], all).solid).toBeGreaterThan(0.05);
    }
  });

  it('takes flow of one hue over bright tissue for no tint', () => {
    const flow = paint((x, y) =>
      x < 16 && y < 30 ? [180 + x, 10 * (x % 8), 0] : [70 + 3 * y, 70 + 3 * y, 70 + 3 * y],
    );
    expect(colourContent([flow], all).tinted).toBe(false);
  });

  it('finds no colour in grey frames', () => {
    const grey: FramePixels = { Rows: side, Columns: side, channels: 1, data: all };
    expect(colourContent([grey], all)).toEqual({ solid: 0, tinted: false });
  });
});

describe('luma and isColoured', () => {
  it('leave grey pixels unchanged', () => {
    for (let grey = 0; grey < 256; grey++) {
      expect(luma(grey, grey, grey)).toBe(grey);
      expect(isColoured(grey, grey, grey)).toBe(false);
    }
  });

  it('do not take compression artefacts of grey pixels for colour', () => {
    expect(isColoured(100, 112, 96)).toBe(false);
    expect(isColoured(210, 250, 205)).toBe(false);
    expect(isColoured(60, 190, 80)).toBe(true);
  });
});
