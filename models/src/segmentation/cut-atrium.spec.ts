import { describe, expect, it } from '@jest/globals';
import { beatAt } from '../measures/beats/beat';
import { exampleGrid, exampleHeart, heartFields } from '../measures/heart-fixture';
import { isMeasured, measureFrame } from '../measures/measure-frame';
import { frameQuality } from '../measures/quality/frame-quality';
import type { StructureFields } from '../measures/structure-field';
import { isAtriumCut } from './cut-atrium';
import type { SegmentedFrame } from './segment-clip';

const { columns, rows } = exampleGrid;
const whole = heartFields(exampleHeart);
const frame = measureFrame(whole);
const roof = isMeasured(frame) ? frame.contours.LA!.outline : [];
const [left, right] = [Math.min(...roof.map(({ x }) => x)), Math.max(...roof.map(({ x }) => x))];
const bottom = Math.max(...roof.map(({ y }) => y));
const top = Math.min(...roof.map(({ y }) => y));

type Place = (x: number, y: number) => boolean;

/** How the image lies: as usual, mirrored, upside down. */
const turns: Readonly<Record<string, (x: number, y: number) => readonly [number, number]>> = {
  'as usual': (x, y) => [x, y],
  mirrored: (x, y) => [columns - 1 - x, y],
  'upside down': (x, y) => [x, rows - 1 - y],
  'mirrored and upside down': (x, y) => [columns - 1 - x, rows - 1 - y],
};

/** A frame of the heart that shows only what lies in the sector. */
function frameIn(isInSector: Place, turn = turns['as usual']): SegmentedFrame {
  const turned = <Value>(at: (x: number, y: number) => Value): Value[] =>
    Array.from({ length: columns * rows }, (_, i) =>
      at(...turn(i % columns, Math.floor(i / columns))),
    );
  const fields: StructureFields = Object.fromEntries(
    Object.entries(whole).map(([name, { values }]) => [
      name,
      {
        ...{ columns, rows },
        values: Float32Array.from(
          turned((x, y) => (isInSector(x, y) ? values[y * columns + x] : -10)),
        ),
      },
    ]),
  );
  const reading = measureFrame(fields);
  const mask = Uint8Array.from(turned((x, y) => Number(isInSector(x, y))));
  return {
    reading,
    quality: isMeasured(reading) ? frameQuality(fields, reading, mask) : undefined,
  };
}

const cut = frameIn((_, y) => y < bottom - (bottom - top) / 3);
const uncut = frameIn(() => true);
const beat = (edFrame: number, esFrame: number) => beatAt([], edFrame, esFrame);

describe('a cut atrium', () => {
  it.each(Object.keys(turns))('is one whose roof lies outside of the sector, %s', (how) => {
    const isCut = (isInSector: Place) =>
      isAtriumCut([frameIn(isInSector, turns[how])], [beat(0, 0)]);
    expect(isCut((_, y) => y < bottom - (bottom - top) / 3)).toBe(true);
    expect(isCut((x) => x < right - (right - left) / 4)).toBe(true);
    expect(isCut((x) => x > left + (right - left) / 4)).toBe(true);
    // An edge that lies beyond it, or touches it.
    expect(isCut((_, y) => y < bottom + 4)).toBe(false);
    expect(isCut((_, y) => y < bottom + 1)).toBe(false);
  });

  it('is cut where it is measured, at end-systole, whatever most frames of the clip show', () => {
    const largest = [uncut, uncut, uncut, cut, cut, cut, uncut, uncut, uncut, uncut];
    expect(isAtriumCut(largest, [beat(0, 4)])).toBe(true);
    expect(isAtriumCut(largest, [beat(4, 8)])).toBe(false);
    const others = largest.map((one) => (one === cut ? uncut : cut));
    expect(isAtriumCut(others, [beat(0, 4)])).toBe(false);
  });

  it('is whole where the reader drew it', () => {
    const reader = { standsAlone: () => true, isChanged: () => true };
    expect(isAtriumCut([cut, cut], [beat(0, 1)], reader)).toBe(false);
  });

  it('is not known without a beat, or without a sector', () => {
    expect(isAtriumCut([cut], [])).toBe(false);
    const { reading } = cut;
    expect(isAtriumCut([{ reading }], [beat(0, 0)])).toBe(false);
    expect(isAtriumCut([], [beat(0, 0)])).toBe(false);
  });
});
