import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { augmentEcho, type EchoImage } from './augment-echo';
import { addSpeckle, cutSector, throughJpeg } from './appearance';
import { blur, loseResolution } from '../../data/image-filters';

const size = 48;

/** A ventricle (black, code 1) in a grey triangular sector. */
const echo: EchoImage = {
  size,
  mask: Uint8Array.from({ length: size * size }, (_, i) =>
    Number(Math.abs((i % size) - size / 2) < Math.floor(i / size) * 0.6),
  ),
  greyValues: Uint8Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [i % size, Math.floor(i / size)];
    const inSector = Math.abs(x - size / 2) < y * 0.6;
    return inSector ? (Math.hypot(x - 24, y - 26) < 8 ? 10 : 140) : 0;
  }),
  structures: Uint8Array.from({ length: size * size }, (_, i) =>
    Number(Math.hypot((i % size) - 24, Math.floor(i / size) - 26) < 8),
  ),
};

describe('augmentEcho', () => {
  it('is the same for the same stream and another for another', async () => {
    const draw = (key: string) => augmentEcho(echo, 32, randomStream(key));
    const [first, again, other] = await Promise.all([draw('a'), draw('a'), draw('b')]);
    expect(first.greyValues).toEqual(again.greyValues);
    expect(first.structures).toEqual(again.structures);
    expect(first.greyValues).not.toEqual(other.greyValues);
  });

  it('keeps grey values in [0, 1], the outside black and the ventricle dark', async () => {
    for (let seed = 0; seed < 12; seed++) {
      const { greyValues, structures } = await augmentEcho(echo, 48, randomStream('s', seed));
      let [inside, insideCount, wall, wallCount] = [0, 0, 0, 0];
      let [lowest, highest] = [1, 0];
      greyValues.forEach((grey, i) => {
        [lowest, highest] = [Math.min(lowest, grey), Math.max(highest, grey)];
        if (structures![i] === 1) {
          inside += grey;
          insideCount++;
        } else if (grey > 0) {
          wall += grey;
          wallCount++;
        }
      });
      expect([lowest >= 0, highest <= 1]).toEqual([true, true]);
      expect(insideCount).toBeGreaterThan(50);
      expect(inside / insideCount).toBeLessThan(wall / wallCount);
      expect(greyValues[0]).toBe(0);
    }
  });
});

describe('appearance', () => {
  const flat = () => new Float32Array(size * size).fill(0.5);

  it('adds speckle that leaves the mean', () => {
    const image = flat();
    addSpeckle(image, size, randomStream('speckle'));
    const mean = image.reduce((sum, value) => sum + value, 0) / image.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
    expect(new Set(image).size).toBeGreaterThan(1000);
  });

  it('compresses by JPEG without moving the image', async () => {
    const image = Float32Array.from(echo.greyValues, (grey) => grey / 255);
    const decoded = await throughJpeg(image, size, randomStream('jpeg'));
    const mean =
      decoded.reduce((sum, value, i) => sum + Math.abs(value - image[i]), 0) / image.length;
    expect(decoded).toHaveLength(image.length);
    expect(mean).toBeLessThan(0.06);
  });

  it('cuts the sector and never widens it', () => {
    for (let seed = 0; seed < 20; seed++) {
      const mask = Uint8Array.from(echo.mask);
      cutSector(mask, size, randomStream('cut', seed));
      expect(mask.every((inside, i) => inside <= echo.mask[i])).toBe(true);
    }
  });
});

describe('filters', () => {
  it('blur by a Gaussian of the given width and keep the sum', () => {
    const image = new Float32Array(41 * 41);
    image[20 * 41 + 20] = 1;
    const blurred = blur(image, 41, 3, 1.5);
    const moment = (axis: 'x' | 'y') =>
      blurred.reduce((sum, value, i) => {
        const offset = (axis === 'x' ? i % 41 : Math.floor(i / 41)) - 20;
        return sum + value * offset ** 2;
      }, 0);
    expect(blurred.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
    // A Gaussian cut off at three deviations is a little narrower.
    expect(Math.sqrt(moment('x'))).toBeCloseTo(2.95, 1);
    expect(Math.sqrt(moment('y'))).toBeCloseTo(1.48, 1);
  });

  it('lose detail that fewer pixels cannot show', () => {
    const stripes = Float32Array.from({ length: size * size }, (_, i) => i % 2);
    const shown = loseResolution(stripes, size, size / 4, size / 4);
    expect(Math.max(...shown.subarray(size * 20 + 8, size * 20 + 40))).toBeLessThan(0.6);
  });
});
