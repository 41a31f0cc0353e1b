import { describe, expect, it } from '@jest/globals';
import { exampleGrid, exampleHeart, heartFields } from '../measures/heart-fixture';
import { isMeasured, measureFrame } from '../measures/measure-frame';
import { frameQuality } from '../measures/quality/frame-quality';
import type { StructureField, StructureFields } from '../measures/structure-field';
import { lackOf, missingAnatomy } from './missing-anatomy';
import type { SegmentedFrame } from './segment-clip';

const { columns, rows } = exampleGrid;

function frameOf(fields: StructureFields): SegmentedFrame {
  const reading = measureFrame(fields);
  return { reading, quality: isMeasured(reading) ? frameQuality(fields, reading) : undefined };
}

const heart = heartFields(exampleHeart);
const whole = frameOf(heart);
const empty = frameOf({});

const changed = (
  { values, ...grid }: StructureField,
  change: (value: number, x: number, y: number) => number,
): StructureField => ({
  ...grid,
  values: values.map((value, i) => change(value, i % columns, Math.floor(i / columns))),
});

const nothing = { columns, rows, values: new Float32Array(columns * rows).fill(-9) };
const middle = exampleHeart.x / exampleGrid.mmPerPixelX;

describe('the anatomy of an A4C', () => {
  it('is that of a ventricle in its wall, above its atrium', () => {
    expect(missingAnatomy([whole, whole])).toBeUndefined();
  });

  it.each([
    ['a ventricle', 'ventricle', { ...heart, LV: nothing }],
    ['an atrium', 'atrium', { ...heart, LA: nothing }],
    ['an atrium of some size', 'atrium', heartFields({ ...exampleHeart, atriumLength: 5 })],
    ['a wall', 'closed ventricle', { ...heart, LVWall: nothing }],
    [
      'the wall of one side',
      'closed ventricle',
      { ...heart, LVWall: changed(heart.LVWall!, (value, x) => (x > middle ? -9 : value)) },
    ],
    [
      'an atrium in one part',
      'single chambers',
      {
        ...heart,
        LA: changed(heart.LA!, (value, x, y) => Math.max(value, 12 - Math.hypot(x - 12, y - 80))),
      },
    ],
    [
      'a ventricle that is longer than wide',
      'ventricular shape',
      heartFields({ ...exampleHeart, length: 50, halfWidth: 45, atriumLength: 40 }),
    ],
  ] as const)('lacks %s', (_, missing, fields) => {
    expect(missingAnatomy([frameOf(fields), frameOf(fields)])).toBe(missing);
  });

  it('lacks borders that are much less sharp than those of doubtful clips', () => {
    const { sharpness } = whole.quality!;
    expect(missingAnatomy([whole], sharpness / 0.6)).toBe('sharp borders');
    expect(missingAnatomy([whole], sharpness / 0.8)).toBeUndefined();
  });

  it('may be hidden in half of the frames', () => {
    expect(missingAnatomy([whole, empty])).toBeUndefined();
    expect(missingAnatomy([whole, empty, empty])).toBe('ventricle');
    expect(missingAnatomy([])).toBe('ventricle');
  });

  it('is named where it is missing', () => {
    expect(lackOf('atrium')).toBe('no left atrium below the left ventricle');
  });
});
