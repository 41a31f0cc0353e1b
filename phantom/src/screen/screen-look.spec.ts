import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { loseInExport } from './export-loss';
import { sectorGeometry, zoomedGeometry } from './sector-geometry';
import { turnGreyValues, unturned } from './turn-sector';

const [Rows, Columns] = [120, 160];
const machine = { depthCm: 15, halfAngle: 0.7, tipAboveFaceCm: 0 };
const geometry = sectorGeometry(machine, Rows, Columns);

describe('a turned sector', () => {
  it('shows at each pixel what the unturned one has at its place', () => {
    const grey = Uint8Array.from({ length: Rows * Columns }, (_, i) => (i * 7919) % 251);
    const turn = { mirrored: true, upsideDown: true };
    const turned = turnGreyValues(grey, geometry, turn);
    const { x0, x1, y0, y1 } = geometry.region;
    fc.assert(
      fc.property(fc.integer({ min: x0, max: x1 }), fc.integer({ min: y0, max: y1 }), (x, y) => {
        const [fromX, fromY] = unturned(geometry, turn, x + 0.5, y + 0.5).map(Math.floor);
        expect(turned[y * Columns + x]).toBe(grey[fromY * Columns + fromX]);
      }),
    );
    expect(turned[0]).toBe(grey[0]);
  });
});

describe('a zoomed sector', () => {
  it('keeps the middle of the sector in place and the region on the screen', () => {
    const zoomed = zoomedGeometry(geometry, 1.5);
    const middle = (geometry.region.y0 + geometry.region.y1) / 2;
    const depthAt = ({ faceY, pixelsPerCm }: typeof geometry) => (middle - faceY) / pixelsPerCm;
    expect(depthAt(zoomed)).toBeCloseTo(depthAt(geometry));
    expect(zoomed.region.x0).toBeGreaterThanOrEqual(0);
    expect(zoomed.region.y1).toBeLessThan(Rows);
  });
});

describe('loseInExport', () => {
  const pattern = Uint8Array.from({ length: Rows * Columns }, (_, i) => {
    const [x, y] = [i % Columns, Math.floor(i / Columns)];
    return 128 + 60 * Math.sin(x / 3) + 50 * Math.cos((x + y) / 5);
  });

  it('compresses as JPEG does at the same quality', async () => {
    const raw = { raw: { width: Columns, height: Rows, channels: 1 as const } };
    const jpeg = await sharp(pattern, raw).jpeg({ quality: 30, mozjpeg: false }).toBuffer();
    const reference = await sharp(jpeg).greyscale().raw().toBuffer();
    const data = pattern.slice();
    loseInExport({ Rows, Columns, samplesPerPixel: 1, data }, { longSide: 999, jpegQuality: 30 });
    const error = (a: Uint8Array, b: Uint8Array) =>
      Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
    // The rounding of the decoder alone lies between them; the loss itself is far larger.
    expect(error(data, reference)).toBeLessThan(0.25 * error(pattern, reference));
    expect(error(pattern, reference)).toBeGreaterThan(1);
  });

  it('loses fine detail in few pixels and keeps the mean', () => {
    const data = pattern.slice();
    loseInExport({ Rows, Columns, samplesPerPixel: 1, data }, { longSide: 40, jpegQuality: 100 });
    const mean = (values: Uint8Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const spread = (values: Uint8Array) => {
      const middle = mean(values);
      return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / values.length);
    };
    expect(Math.abs(mean(data) / mean(pattern) - 1)).toBeLessThan(0.05);
    expect(spread(data)).toBeLessThan(0.8 * spread(pattern));
  });
});
