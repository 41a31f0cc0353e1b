import { describe, expect, it } from '@jest/globals';
import { applyColourMap, colourBarGradient, colourTable } from './colour-map';
import { type ColourMapName, colourMapNames } from './settings';

const colourOf = (name: ColourMapName, displayValue: number) => [
  ...colourTable(name).slice(displayValue * 4, displayValue * 4 + 4),
];

/** CIE L* of an sRGB colour (IEC 61966-2-1, CIE 15). */
function lightness([r, g, b]: number[]): number {
  const [red, green, blue] = [r, g, b].map((value) =>
    value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

describe.each(colourMapNames)('the colour map %s', (name) => {
  it('is transparent at 0', () => {
    expect(colourOf(name, 0)[3]).toBe(0);
  });

  it('grows in lightness and opacity with the display value', () => {
    for (let displayValue = 1; displayValue < 256; displayValue++) {
      const [before, now] = [colourOf(name, displayValue - 1), colourOf(name, displayValue)];
      expect(lightness(now)).toBeGreaterThanOrEqual(lightness(before) - 0.7);
      expect(now[3]).toBeGreaterThanOrEqual(before[3]);
    }
    expect(colourOf(name, 255)[3]).toBe(255);
  });

  it('grows in lightness by equal steps, so that no step looks like an edge', () => {
    const steps = Array.from({ length: 8 }, (_, i) =>
      [32 * i, Math.min(255, 32 * (i + 1))].map((displayValue) =>
        lightness(colourOf(name, displayValue)),
      ),
    ).map(([low, high]) => high - low);
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.7);
  });

  it('has the colours of the bar, strong at the top', () => {
    const [r, g, b] = colourOf(name, 255);
    const gradient = colourBarGradient({ colourMap: name, threshold: 0 });
    expect(gradient).toMatch(/^linear-gradient\(to top,/);
    expect(gradient).toContain(`rgb(${r} ${g} ${b}) 100%`);
  });
});

describe('applying a colour map', () => {
  const style = { colourMap: 'inferno', threshold: 0 } as const;

  it('assigns each pixel the colour of its display value', () => {
    const painted = applyColourMap(Uint8ClampedArray.of(0, 128, 255), style);
    const expected = [0, 128, 255].flatMap((displayValue) => colourOf('inferno', displayValue));
    expect([...painted.slice(4)]).toEqual(expected.slice(4));
    expect(painted[3]).toBe(0);
  });

  it('leaves out values below the threshold and keeps the others', () => {
    const displayValues = Uint8ClampedArray.of(20, 127, 128, 255);
    const painted = applyColourMap(displayValues, { ...style, threshold: 0.5 });
    expect([...painted.slice(0, 8)]).toEqual(Array(8).fill(0));
    expect([...painted.slice(8)]).toEqual([...applyColourMap(displayValues, style).slice(8)]);
  });

  it('cuts the bar off at the threshold', () => {
    expect(colourBarGradient({ ...style, threshold: 0.4 })).toMatch(
      /transparent 40%, rgb\([\d ]+\) 40%/,
    );
  });
});
