import { describe, expect, it } from '@jest/globals';
import { exampleGrid, exampleHeart, heartFields } from '../measures/heart-fixture';
import { isMeasured, measureFrame } from '../measures/measure-frame';
import { frameQuality } from '../measures/quality/frame-quality';
import type { StructureField, StructureFields } from '../measures/structure-field';
import { anatomyNames, lackOf, missingAnatomy, viewDoubtOf } from './missing-anatomy';
import type { SegmentedFrame } from './segment-clip';

const { columns, rows } = exampleGrid;

function frameOf(fields: StructureFields): SegmentedFrame {
  const reading = measureFrame(fields);
  return { reading, quality: isMeasured(reading) ? frameQuality(fields, reading) : undefined };
}

const heart = heartFields(exampleHeart);
const whole = frameOf(heart);

/** As wide as the grid: the heart has room. */
const usual = {
  openingAngle: Math.PI / 2,
  outline: [
    { x: 0, y: 0 },
    { x: columns, y: 0 },
    { x: columns, y: rows },
    { x: 0, y: rows },
  ],
};
const empty = frameOf({});

/** Outline of the left ventricle. */
function ventricle() {
  const { reading } = whole;
  return isMeasured(reading) ? reading.contours.LV!.outline : [];
}

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
    expect(missingAnatomy([whole, whole], usual)).toBeUndefined();
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
    expect(missingAnatomy([frameOf(fields), frameOf(fields)], usual)).toBe(missing);
  });

  it('lacks walls that reach the side of a narrow sector along half of the ventricle', () => {
    const narrow = { ...usual, openingAngle: 0.8 };
    expect(missingAnatomy([whole], narrow)).toBeUndefined();
    const ys = ventricle().map(({ y }) => y);
    const middle = (Math.min(...ys) + Math.max(...ys)) / 2;
    const right = Math.max(...ventricle().map(({ x }) => x)) - 2;
    const corner = Math.max(...usual.outline.map(({ x }) => x));
    const bottom = Math.max(...usual.outline.map(({ y }) => y));
    const cut = [
      ...[
        { x: 0, y: 0 },
        { x: right, y: 0 },
        { x: right, y: middle },
        { x: corner, y: middle },
      ],
      ...[
        { x: corner, y: bottom },
        { x: 0, y: bottom },
      ],
    ];
    expect(missingAnatomy([whole], { ...narrow, outline: cut })).toBe('walls in the sector');
    expect(missingAnatomy([whole], { ...usual, outline: cut })).toBeUndefined();
    expect(missingAnatomy([whole], { outline: cut })).toBeUndefined();
  });

  it.each([
    ['a fan', usual],
    ['a sector of unknown shape', { outline: usual.outline }],
  ])('lacks walls along all of which %s is cut off', (_, sector) => {
    const xs = ventricle().map(({ x }) => x);
    const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
    const outline = sector.outline.map(({ x, y }) => ({ x: Math.min(x, middle), y }));
    expect(missingAnatomy([whole], { ...sector, outline })).toBe('walls in the sector');
  });

  it('lacks borders that are much less sharp than those of doubtful clips', () => {
    const { sharpness } = whole.quality!;
    expect(missingAnatomy([whole], usual, sharpness / 0.6)).toBe('sharp borders');
    expect(missingAnatomy([whole], usual, sharpness / 0.8)).toBeUndefined();
  });

  it('may be hidden in half of the frames', () => {
    expect(missingAnatomy([whole, empty], usual)).toBeUndefined();
    expect(missingAnatomy([whole, empty, empty], usual)).toBe('ventricle');
    expect(missingAnatomy([], usual)).toBe('ventricle');
  });

  it('is named where it is missing', () => {
    expect(lackOf('atrium')).toBe('no left atrium below the left ventricle');
  });

  it('leaves open whether the view is an A4C only where it cannot be seen', () => {
    const open = anatomyNames.filter((missing) => viewDoubtOf(missing) === 'not confirmed');
    expect(open).toEqual(['walls in the sector', 'sharp borders']);
    expect(viewDoubtOf(undefined)).toBe('not A4C');
  });
});
