import { describe, expect, it } from '@jest/globals';
import { exampleGrid, exampleHeart, heartFields } from '../heart-fixture';
import { isMeasured, measureFrame } from '../measure-frame';
import type { StructureField, StructureFields } from '../structure-field';
import { clipQuality } from './clip-quality';
import { frameQuality } from './frame-quality';
import { judgeQuality } from './judge-quality';

const { columns, rows, mmPerPixelX, mmPerPixelY } = exampleGrid;
const frameCount = 5;

/** What is wrong with a clip whose frames all look alike. */
function reasonsOf(fields: StructureFields, sectorMask?: Uint8Array) {
  const reading = measureFrame(fields, { mmPerPixelX, mmPerPixelY });
  const quality = isMeasured(reading) ? frameQuality(fields, reading, sectorMask) : undefined;
  const { grade, reasons } = judgeQuality(
    clipQuality({
      frames: Array.from({ length: frameCount }, () => reading),
      qualities: Array.from({ length: frameCount }, () => quality),
      timesMs: Array.from({ length: frameCount }, (_, i) => 100 * i),
    }),
    undefined,
    {},
  );
  return { grade, reasons: reasons.map((reason) => reason.kind === 'impossible' && reason.what) };
}

function combined(a: StructureField, b: StructureField): StructureField {
  return { columns, rows, values: a.values.map((value, i) => Math.max(value, b.values[i])) };
}

const size = { length: 50, halfWidth: 15, wallThickness: 6, atriumLength: 30 };
const left = heartFields({ ...exampleHeart, ...size, x: 45 });

/** A second LV of so many times the width. */
function withSecondVentricle(share: number): StructureFields {
  const heart = { ...exampleHeart, ...size, halfWidth: share * size.halfWidth, x: 110 };
  return { ...left, LV: combined(left.LV!, heartFields(heart).LV!) };
}

/** Only what lies right of a column is in the sector; nothing is delineated outside. */
function cutAt(column: number): [StructureFields, Uint8Array] {
  const mask = Uint8Array.from({ length: columns * rows }, (_, i) =>
    i % columns >= column ? 1 : 0,
  );
  const fields = Object.fromEntries(
    Object.entries(heartFields(exampleHeart)).map(([name, field]) => [
      name,
      { ...field, values: field.values.map((value, i) => (mask[i] ? value : -10)) },
    ]),
  );
  return [fields, mask];
}

describe('a clip is withheld', () => {
  it('where there are two ventricles, but not for a speck beside one', () => {
    expect(reasonsOf(withSecondVentricle(1))).toEqual({
      grade: 'poor',
      reasons: ['two ventricles'],
    });
    expect(reasonsOf(withSecondVentricle(0.3))).toEqual({ grade: 'not graded', reasons: [] });
  });

  it('where the edge of the sector cuts the LV off, but not where the LV merely reaches it', () => {
    const centre = Math.round(exampleHeart.x / mmPerPixelX);
    expect(reasonsOf(...cutAt(centre))).toEqual({ grade: 'poor', reasons: ['cut by the sector'] });
    const side = Math.round((exampleHeart.x - exampleHeart.halfWidth) / mmPerPixelX);
    expect(reasonsOf(...cutAt(side)).grade).toBe('not graded');
    expect(reasonsOf(...cutAt(side - 10)).grade).toBe('not graded');
  });
});

describe('a frame is not measured', () => {
  it('where nothing was found, which is said', () => {
    const nothing = { columns, rows, values: new Float32Array(columns * rows).fill(-1) };
    expect(measureFrame({ LV: nothing })).toEqual({
      reason: 'No left ventricle is delineated in this frame.',
    });
    expect(measureFrame({})).toHaveProperty('reason');
  });
});
