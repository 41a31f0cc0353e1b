import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { segmentationMasks } from './segmentation';
import { segmentationInstance, type SegmentationFixture } from './segmentation-fixture';

const [Rows, Columns] = [3, 5];
const clip = { SOPInstanceUID: '1.2.3', Rows, Columns, NumberOfFrames: 4 };
const plane = (frame: number, segment: number, ...drawn: readonly number[]) => ({
  frame,
  segment,
  values: Uint8Array.from({ length: Rows * Columns }, (_, i) => Number(drawn.includes(i))),
});
const fixture: SegmentationFixture = {
  clip: '1.2.3',
  Rows,
  Columns,
  segments: ['Left ventricle', 'LV Myocardium', 'Aorta'],
  planes: [plane(2, 1, 4, 5), plane(2, 2, 5, 6), plane(3, 1, 0), plane(2, 3, 9)],
};
const read = (change: Partial<SegmentationFixture> = {}, attributes: object = {}) =>
  segmentationMasks(
    { ...segmentationInstance({ ...fixture, ...change }), ...attributes },
    clip,
    'Its DICOM SEG',
  );
const drawn = (codes: Uint8Array | undefined) =>
  Object.fromEntries([...(codes ?? [])].flatMap((code, i) => (code > 0 ? [[i, code]] : [])));

describe('segmentationMasks', () => {
  it('draws the cavity over its wall, frame by frame, without other structures', () => {
    const masks = read();
    expect([...masks.keys()]).toEqual([2, 3]);
    expect(drawn(masks.get(2))).toEqual({ 4: 1, 5: 1, 6: 2 });
    expect(drawn(masks.get(3))).toEqual({ 0: 1 });
  });

  it('reads fractions from one half on, and label maps', () => {
    const fractions = { ...plane(0, 1), values: Uint8Array.from({ length: 15 }, (_, i) => 14 * i) };
    const fractional = read({ type: 'FRACTIONAL', planes: [fractions] });
    expect(drawn(fractional.get(0))).toEqual(
      Object.fromEntries(Array.from({ length: 7 }, (_, i) => [i + 8, 1])),
    );
    const labels = { ...plane(1, 1), values: Uint8Array.from({ length: 15 }, (_, i) => i % 4) };
    const codes = read({ type: 'LABELMAP', planes: [labels] }).get(1)!;
    expect([...codes]).toEqual(Array.from({ length: 15 }, (_, i) => [0, 1, 2, 0][i % 4]));
  });

  it('gives back single bits of frames that do not end with a byte', () => {
    const plain = fc.uniqueArray(fc.nat(Rows * Columns - 1));
    fc.assert(
      fc.property(plain, plain, (first, second) => {
        const masks = read({ planes: [plane(0, 1, ...first), plane(1, 1, ...second)] });
        const pixels = (frame: number) => Object.keys(drawn(masks.get(frame))).map(Number);
        const ascending = (a: number, b: number) => a - b;
        expect(pixels(0)).toEqual([...first].sort(ascending));
        expect(pixels(1)).toEqual([...second].sort(ascending));
      }),
    );
  });

  it('passes over frames of other clips', () => {
    expect(read({ clip: '9.9' }).size).toBe(0);
  });

  it('refuses what does not fit the clip or cannot be read', () => {
    expect(() => read({}, { Rows: 5, Columns: 3 })).toThrow(
      "Its DICOM SEG has 3 x 5 pixels, and the clip's frames 5 x 3; rows and columns seem to be swapped.",
    );
    expect(() => read({ planes: [plane(4, 1)] })).toThrow(
      'Its DICOM SEG belongs to frame 4, and the clip has 4 frames (0 to 3).',
    );
    expect(() => read({ segments: ['Liver', 'Aorta', 'x'] })).toThrow(
      /no segment of the heart \(its segments: "Liver", "Aorta", "x"\); label them LV/,
    );
    expect(() => read({}, { PixelData: [new Uint8Array(4).buffer] })).toThrow(/is truncated/);
    expect(() => read({}, { TransferSyntaxUID: '1.2.840.10008.1.2.5' })).toThrow(/uncompressed/);
    const sourceWithoutFrame = [
      {
        DerivationImageSequence: [{ SourceImageSequence: [{ ReferencedSOPInstanceUID: '1.2.3' }] }],
      },
    ];
    expect(() => read({}, { PerFrameFunctionalGroupsSequence: sourceWithoutFrame })).toThrow(
      'Its DICOM SEG does not say which frame its frame 1 belongs to.',
    );
  });
});
