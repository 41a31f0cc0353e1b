import { describe, expect, it } from '@jest/globals';
import { thumbnailOf } from './thumbnail';

describe('a thumbnail', () => {
  it('keeps the shape of the image inside the box', () => {
    const frame = { Rows: 600, Columns: 800, channels: 1 as const, data: new Uint8Array(480_000) };
    expect(thumbnailOf(frame, { width: 112, height: 112 })).toMatchObject({
      width: 112,
      height: 84,
    });
  });

  it('is made of means, grey or in colour', () => {
    const grey = { Rows: 2, Columns: 2, channels: 1 as const, data: Uint8Array.of(0, 20, 40, 60) };
    expect([...thumbnailOf(grey, { width: 1, height: 1 }).data]).toEqual([30, 30, 30, 255]);
    const colour = {
      Rows: 1,
      Columns: 2,
      channels: 3 as const,
      data: Uint8Array.of(10, 0, 100, 30, 0, 200),
    };
    expect([...thumbnailOf(colour, { width: 1, height: 1 }).data]).toEqual([20, 0, 150, 255]);
  });

  it('does not enlarge', () => {
    const frame = { Rows: 1, Columns: 2, channels: 1 as const, data: Uint8Array.of(1, 2) };
    expect(thumbnailOf(frame, { width: 50, height: 50 })).toMatchObject({ width: 2, height: 1 });
  });
});
