import { describe, expect, it } from '@jest/globals';
import { exampleGrid, exampleHeart, heartFields } from '../heart-fixture';
import { isMeasured, measureFrame } from '../measure-frame';
import { clipQuality, isAtriumCut } from './clip-quality';
import { frameQuality } from './frame-quality';

const { columns, rows, mmPerPixelX, mmPerPixelY } = exampleGrid;
const scale = { mmPerPixelX, mmPerPixelY };
const whole = heartFields(exampleHeart);

/** Whether a clip of one frame, the sector of which ends above a row, shows part of the atrium. */
function isCutAt(row: number): boolean {
  const mask = Uint8Array.from({ length: columns * rows }, (_, i) => (i < row * columns ? 1 : 0));
  const fields = Object.fromEntries(
    Object.entries(whole).map(([name, field]) => [
      name,
      { ...field, values: field.values.map((value, i) => (mask[i] ? value : -10)) },
    ]),
  );
  const reading = measureFrame(fields, scale);
  const quality = isMeasured(reading) ? frameQuality(fields, reading, mask) : undefined;
  return isAtriumCut(clipQuality({ frames: [reading], qualities: [quality], timesMs: [0] }));
}

describe('a cut atrium', () => {
  const frame = measureFrame(whole, scale);
  const heights = isMeasured(frame) ? frame.contours.LA!.outline.map(({ y }) => y) : [];
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];

  it('is one whose roof lies outside of the sector', () => {
    expect(isCutAt(Math.round(bottom - (bottom - top) / 3))).toBe(true);
  });

  it('is none that the edge of the sector lies beyond, or touches', () => {
    expect(isCutAt(Math.ceil(bottom) + 4)).toBe(false);
    expect(isCutAt(Math.ceil(bottom) + 1)).toBe(false);
  });

  it('is not known without a sector', () => {
    expect(isAtriumCut({})).toBe(false);
  });
});
