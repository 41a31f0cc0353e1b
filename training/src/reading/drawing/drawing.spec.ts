import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { contourImage } from './contour-image';
import { jpegOf } from './jpeg';
import { rgbOf, sectorImage, type RgbImage } from './sector-image';

const grey = (Rows: number, Columns: number, value: (x: number, y: number) => number): RgbImage =>
  rgbOf({
    Rows,
    Columns,
    channels: 1,
    data: Uint8Array.from({ length: Rows * Columns }, (_, i) =>
      value(i % Columns, Math.floor(i / Columns)),
    ),
  });

const pixelAt = ({ Columns, data }: RgbImage, x: number, y: number) => [
  ...data.subarray(3 * (y * Columns + x), 3 * (y * Columns + x) + 3),
];

describe('the sector of a frame', () => {
  it('is cropped, and black outside of its outline', () => {
    const frame = grey(40, 60, (x, y) => 100 + x + y);
    const triangle = [
      { x: 30, y: 10 },
      { x: 50, y: 30 },
      { x: 10, y: 30 },
    ];
    const box = { x: 10, y: 10, width: 40, height: 20 };
    const image = sectorImage(frame, triangle, box);
    expect([image.Rows, image.Columns]).toEqual([20, 40]);
    for (let y = 0; y < 20; y++) {
      for (let x = 0; x < 40; x++) {
        // The sides go down one pixel a column, from the middle of the upper edge.
        const isInside = Math.abs(x + 0.5 - 20) < y + 0.5;
        const value = isInside ? 120 + x + y : 0;
        if (Math.abs(Math.abs(x + 0.5 - 20) - (y + 0.5)) > 1e-9) {
          expect(pixelAt(image, x, y)).toEqual([value, value, value]);
        }
      }
    }
  });
});

describe('a frame with contours', () => {
  const frame = grey(60, 80, () => 30);
  const square = [
    { x: 10.5, y: 10.5 },
    { x: 40.5, y: 10.5 },
    { x: 40.5, y: 40.5 },
    { x: 10.5, y: 40.5 },
  ];

  it('shows the outline in the colour of the structure, closed, and the frame elsewhere', () => {
    const image = contourImage(frame, [{ structure: 'LV', outline: square }], ['ED']);
    const blue = [0x56, 0xb4, 0xe9];
    for (const [x, y] of [
      [10, 10],
      [25, 10],
      [40, 25],
      [25, 40],
      [10, 25],
    ]) {
      expect(pixelAt(image, x, y)).toEqual(blue);
    }
    expect(pixelAt(image, 25, 25)).toEqual([30, 30, 30]);
    expect(pixelAt(image, 79, 59)).toEqual([30, 30, 30]);
  });

  it('has its text below the image, however narrow the image is', () => {
    const text = 'Research use only. Not for diagnosis.';
    const image = contourImage(frame, [], [text, 'Frame 7']);
    expect(image.Columns).toBeGreaterThanOrEqual(6 * text.length);
    const below = image.data.subarray(3 * 60 * image.Columns);
    expect(below.some((value) => value === 255)).toBe(true);
    // No letter reaches the edge.
    for (let y = 0; y < image.Rows; y++) {
      expect(pixelAt(image, image.Columns - 1, y).every((value) => value === 0)).toBe(true);
    }
  });

  it('is written as a baseline JPEG with the same colours', async () => {
    const image = contourImage(frame, [{ structure: 'LA', outline: square }], ['ES']);
    const jpeg = await jpegOf(image);
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([image.Columns, image.Rows, 3]);
    const difference = image.data.reduce((sum, value, i) => sum + Math.abs(value - data[i]), 0);
    expect(difference / data.length).toBeLessThan(4);
  });
});
