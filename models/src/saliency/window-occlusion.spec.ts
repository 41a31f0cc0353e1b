import { describe, expect, it } from '@jest/globals';
import { windowOcclusion, type WindowOcclusion } from './window-occlusion';

const size = 28;
const black = [-2, -1];
const at = (row: number, column: number) => row * size + column;

/** Two frames of two channels; the value is what the second frame's first channel has in one place. */
const images = [0, 1].map((frame) =>
  Float32Array.from({ length: size * size * 2 }, (_, i) => frame + (i % 2)),
);
const [row, column] = [9, 18];
const settings = (change: Partial<WindowOcclusion> = {}): WindowOcclusion => ({
  size,
  mask: new Uint8Array(size * size).fill(1),
  black,
  predict: ([, second]) => Promise.resolve(second[2 * at(row, column)]),
  ...change,
});

describe('windowOcclusion', () => {
  it('is the change of the value around what it depends on, and 0 elsewhere', async () => {
    const map = (await windowOcclusion(images, settings()))!;
    // From 1 to black of the first channel.
    expect(map[at(row, column)]).toBe(3);
    expect(map[at(row, column - 6)]).toBe(0);
    expect(map[at(row + 6, column)]).toBe(0);
    expect(Math.max(...map)).toBe(3);
    expect(images[1][2 * at(row, column)]).toBe(1);
  });

  it('blackens the same square in all frames, each channel by its own black', async () => {
    const sums = new Set<number>();
    await windowOcclusion(
      images,
      settings({
        predict: ([first, second]) => {
          const blackened = [first, second].map((image) =>
            [...image].flatMap((value, i) => (value === black[i % 2] ? [i] : [])).join(),
          );
          sums.add(Number(blackened[0] === blackened[1]));
          return Promise.resolve(0);
        },
      }),
    );
    expect([...sums]).toEqual([1]);
  });

  it('runs no square outside the sector, and says how far it is', async () => {
    const mask = new Uint8Array(size * size);
    mask[at(1, 1)] = 1;
    const progress: number[][] = [];
    await windowOcclusion(
      images,
      settings({ mask, onSample: (done, count) => void progress.push([done, count]) }),
    );
    expect(progress.length).toBeLessThanOrEqual(4);
    expect(progress.at(-1)).toEqual([progress.length, progress.length]);
  });

  it('stops between two runs', async () => {
    let runs = 0;
    const map = await windowOcclusion(
      images,
      settings({
        shouldStop: () => runs >= 3,
        predict: () => Promise.resolve(runs++),
      }),
    );
    expect([map, runs]).toEqual([undefined, 3]);
  });
});
