import { describe, expect, it } from '@jest/globals';
import { heatColours, heatGradient, paintHeat } from './colour-map';

const colourOf = (intensity: number) => [...heatColours.slice(intensity * 4, intensity * 4 + 4)];
const lightness = ([r, g, b]: number[]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

describe('the colours of saliency', () => {
  it('leaves what is not salient see-through', () => {
    expect(colourOf(0)[3]).toBe(0);
  });

  it('grows in lightness and opacity with the intensity', () => {
    for (let intensity = 1; intensity < 256; intensity++) {
      expect(lightness(colourOf(intensity))).toBeGreaterThanOrEqual(
        lightness(colourOf(intensity - 1)) - 1,
      );
      expect(colourOf(intensity)[3]).toBeGreaterThanOrEqual(colourOf(intensity - 1)[3]);
    }
    expect(colourOf(255)[3]).toBe(255);
  });

  it('paints each pixel in the colour of its intensity', () => {
    const painted = paintHeat(Uint8ClampedArray.of(0, 128, 255));
    expect([...painted]).toEqual([...colourOf(0), ...colourOf(128), ...colourOf(255)]);
  });

  it('draws the bar from the same colours, strong at the top', () => {
    const [r, g, b] = colourOf(255);
    expect(heatGradient()).toMatch(/^linear-gradient\(to top,/);
    expect(heatGradient()).toContain(`rgb(${r} ${g} ${b}) 100%`);
  });
});
