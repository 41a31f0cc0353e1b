import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomStream } from '@echonet/models/random';
import { structureNames } from '@echonet/phantom/structures';
import type { ClipImages } from '../../prepared/images';
import { matchedGreyValues, takeGreyValues } from './grey-transfer';
import { moveContent } from './move-content';
import { showTwoChambers } from './two-chambers';
import { turnImages } from './turn-images';
import { changeImages } from './view-change';

const size = 32;
const [LV, LVWall, LA] = (['LV', 'LVWall', 'LA'] as const).map((name) =>
  structureNames.indexOf(name),
);

const pixels = (valueAt: (x: number, y: number) => number) =>
  Uint8Array.from({ length: size * size }, (_, i) => valueAt(i % size, Math.floor(i / size)));

/** A sector around a ventricle whose long axis is upright, with its atrium below and grey septum left. */
function clip(axisX: number): ClipImages {
  const mask = pixels((x, y) => Number(Math.abs(x - 16) <= y * 0.7));
  const structures = pixels((x, y) => {
    const isInside = (middle: number, half: number) =>
      Math.hypot((x + 0.5 - axisX) / 5, (y + 0.5 - middle) / half) < 1;
    return isInside(13, 6) ? LV : isInside(13, 8) ? LVWall : isInside(25, 4) ? LA : 0;
  });
  const frame = pixels((x, y) => mask[y * size + x] * (x < axisX ? 200 : 60));
  return { frames: Buffer.concat([frame, frame]), mask, structures };
}

describe('turning prepared images', () => {
  it('twice gives them back', () => {
    const images = clip(18);
    fc.assert(
      fc.property(fc.record({ upsideDown: fc.boolean(), mirrored: fc.boolean() }), (turn) => {
        const { frames, mask } = turnImages(turnImages(images, turn, size), turn, size);
        expect([...frames]).toEqual([...images.frames]);
        expect([...mask]).toEqual([...images.mask]);
      }),
    );
  });
});

describe('moving the content', () => {
  it('leaves the sector where it is, and black what came from outside', () => {
    const images = clip(18);
    const move = { degrees: 90, scale: 1, centre: [0.5, 0.5] as const };
    const { frames, mask } = moveContent(images, move, size);
    expect(mask).toBe(images.mask);
    mask.forEach((inside, i) => expect(inside || frames[i] === 0).toBeTruthy());
    expect([...frames]).not.toEqual([...images.frames]);
  });

  it('enlarges about the point that it brings to the middle', () => {
    const mask = new Uint8Array(size * size).fill(1);
    const frames = pixels((x, y) => Number(x >= 20 && x < 24 && y >= 8 && y < 12) * 240);
    const move = { degrees: 0, scale: 2, centre: [22 / size, 10 / size] as const };
    const bright = moveContent({ frames, mask }, move, size).frames;
    expect(bright[16 * size + 16]).toBe(240);
    const area = bright.filter((value) => value > 120).length;
    expect(area).toBeGreaterThan(48);
    expect(area).toBeLessThan(81);
  });
});

describe('two chambers made of four', () => {
  it('have the lateral side on both sides of the long axis', () => {
    const axisX = 18;
    const { frames, mask } = showTwoChambers(clip(axisX), size);
    for (let y = 12; y < 20; y++) {
      for (let away = 1; away < 5; away++) {
        const [left, right] = [y * size + axisX - 1 - away, y * size + axisX + away];
        expect(mask[left]).toBe(mask[right]);
        expect(Math.abs(frames[left] - frames[right])).toBeLessThanOrEqual(1);
      }
    }
    expect(frames.filter((value) => value > 150).length).toBe(0);
  });

  it('need the structures', () => {
    const { frames, mask } = clip(16);
    expect(() => showTwoChambers({ frames, mask }, size)).toThrow(/no left ventricle/);
  });
});

describe('taking over grey values', () => {
  it('maps brighter to at least as bright, and the darkest half to the style’s', () => {
    const values = fc.uint8Array({ minLength: 64, maxLength: 64 });
    const all = new Uint8Array(64).fill(1);
    fc.assert(
      fc.property(values, values, (own, style) => {
        const map = matchedGreyValues(own, all, style, all);
        map.forEach((value, grey) =>
          expect(value).toBeGreaterThanOrEqual(map[Math.max(0, grey - 1)]),
        );
        own.forEach((grey) => expect(style).toContain(map[grey]));
      }),
    );
  });

  it('brings the brightness to that of the style, inside the sector alone', () => {
    const { mask } = clip(18);
    const speckle = pixels((x, y) => mask[y * size + x] * ((7 * x + 13 * y) % 150));
    const dark: ClipImages = { mask, frames: speckle };
    const bright: ClipImages = { mask, frames: speckle.map((value, i) => mask[i] * (value + 60)) };
    const meanOf = ({ frames, mask }: ClipImages) => {
      const inside = [...frames.subarray(0, size * size)].filter((_, i) => mask[i]);
      return inside.reduce((sum, value) => sum + value, 0) / inside.length;
    };
    const styled = takeGreyValues(dark, bright, size, randomStream('style'));
    const before = Math.abs(meanOf(dark) - meanOf(bright));
    expect(Math.abs(meanOf(styled) - meanOf(bright))).toBeLessThan(0.6 * before);
    styled.frames.forEach((value, i) => {
      expect(styled.mask[i % (size * size)] || value === 0).toBeTruthy();
    });
  });
});

describe('a change', () => {
  it('is the same for the same key, and carries no labels of the clip over', () => {
    const style = clip(12);
    const images = { ...clip(18), facts: { edFrame: 0 } };
    const change = { key: 'a', takesStyle: true, twoChambers: true };
    const first = changeImages(images, change, size, style);
    expect(first).toEqual(changeImages(images, change, size, style));
    expect(first).not.toEqual(changeImages(images, { ...change, key: 'b' }, size, style));
    expect(Object.keys(first)).toEqual(['frames', 'mask']);
  });
});
