import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { niftiFile, niftiGzFile } from './nifti-fixture';
import { parseNifti } from './parse-nifti';
import { readNifti } from './read-nifti';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-nifti-'));
afterAll(() => rmSync(directory, { recursive: true }));

const counted = (length: number) => Array.from({ length }, (_, i) => i);
const parse = (bytes: Uint8Array) => parseNifti(bytes, 'x.nii');
const withField = (offset: number, value: number) => {
  const file = niftiFile({ shape: [3, 2], values: counted(6) });
  file.writeInt16LE(value, offset);
  return file;
};

describe('parseNifti', () => {
  it('gives frames row by row, the first axis along the rows', () => {
    const image = parse(niftiFile({ shape: [3, 2, 2], values: counted(12) }));
    expect(image).toMatchObject({ columns: 3, rows: 2, frameCount: 2 });
    expect([...image.frame(1)]).toEqual([6, 7, 8, 9, 10, 11]);
  });

  it('takes time on the third or the fourth axis', () => {
    for (const shape of [
      [3, 2, 4],
      [3, 2, 1, 4],
    ]) {
      expect(parse(niftiFile({ shape, values: counted(24) })).frameCount).toBe(4);
    }
  });

  it('reads every type in both byte orders, scaled', () => {
    const types = fc.constantFrom(2, 4, 16, 512);
    const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(types, fc.boolean(), values, (datatype, littleEndian, given) => {
        const scaled = { slope: 2, intercept: -1 };
        const file = niftiFile({ shape: [3, 2], values: given, datatype, littleEndian, ...scaled });
        expect([...parse(file).frame(0)]).toEqual(given.map((value) => 2 * value - 1));
      }),
    );
  });

  it('scales nothing by a slope of 0 or none', () => {
    for (const slope of [0, NaN]) {
      const file = niftiFile({ shape: [3, 2], values: counted(6), slope, intercept: 5 });
      expect([...parse(file).frame(0)]).toEqual(counted(6));
    }
  });

  it('gives the size of a pixel in millimetres, where the header has one', () => {
    const spacingOf = (spacing: [number, number], units: number) =>
      parse(niftiFile({ shape: [3, 2], values: counted(6), spacing, units })).spacingMm;
    expect(spacingOf([0.308, 0.154], 2)).toEqual({ x: 0.308, y: 0.154 });
    expect(spacingOf([308, 308], 3)).toEqual({ x: 0.308, y: 0.308 });
    expect(spacingOf([0.3, 0.3], 0)).toEqual({ x: 0.3, y: 0.3 });
    expect(spacingOf([1, 1], 2)).toEqual({ x: 1, y: 1 });
    expect(spacingOf([1, 1], 0)).toBeUndefined();
    expect(spacingOf([0, 0.3], 2)).toBeUndefined();
    expect(spacingOf([0.3, 0.3], 7)).toBeUndefined();
  });

  it('refuses what it cannot read, in a sentence about the file', () => {
    const whole = niftiFile({ shape: [3, 2], values: counted(6) });
    expect(() => parse(whole.subarray(0, 355))).toThrow(
      'x.nii is truncated: it ends after 355 of 358 bytes; copy it again.',
    );
    expect(() => parse(whole.subarray(0, 100))).toThrow('x.nii is truncated or no NIfTI file');
    expect(() => parse(Buffer.alloc(400, 7))).toThrow('x.nii is no NIfTI-1 file.');
    expect(() => parse(withField(0, 540))).toThrow('x.nii is a NIfTI-2 file; write it as NIfTI-1.');
    expect(() => parse(withField(70, 128))).toThrow('x.nii has NIfTI data type 128');
    expect(() => parse(withField(42, 0))).toThrow('x.nii has axes of 0 x 2');
    expect(() => parse(withField(40, 1))).toThrow('x.nii has axes of 3');
    const volumes = niftiFile({ shape: [3, 2, 2, 2], values: counted(24) });
    expect(() => parse(volumes)).toThrow('x.nii has axes of 3 x 2 x 2 x 2; two axes');
    const pair = niftiFile({ shape: [3, 2], values: counted(6) });
    pair.write('ni1\0', 344, 'latin1');
    expect(() => parse(pair)).toThrow('in a second file (.img)');
  });

  it('throws only sentences that name the file, for any damage', () => {
    const whole = niftiFile({ shape: [3, 2], values: counted(6) });
    const damage = fc.array(fc.tuple(fc.nat(351), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.nat(whole.length), (bytes, length) => {
        const file = Buffer.from(whole);
        for (const [offset, value] of bytes) {
          file[offset] = value;
        }
        try {
          const image = parse(file.subarray(0, length));
          expect(image.frame(image.frameCount - 1)).toHaveLength(image.columns * image.rows);
        } catch (error) {
          expect((error as Error).message).toMatch(/^x\.nii .*\.$/);
        }
      }),
      // A number of axes for which the header has no room, in a file of a header alone.
      { numRuns: 300, examples: [[[[40, 154]], 348]] },
    );
  });
});

describe('readNifti', () => {
  const written = (name: string, content: Uint8Array) => {
    const file = path.join(directory, name);
    writeFileSync(file, content);
    return file;
  };
  const plain = niftiFile({ shape: [3, 2], values: counted(6) });
  const packed = niftiGzFile({ shape: [3, 2], values: counted(6) });

  it('reads files with and without compression', async () => {
    for (const file of [written('a.nii.gz', packed), written('b.nii', plain)]) {
      expect([...(await readNifti(file)).frame(0)]).toEqual(counted(6));
    }
  });

  it('names the file that is missing, no gzip, cut off or damaged', async () => {
    await expect(readNifti(path.join(directory, 'none.nii'))).rejects.toThrow(
      /^none.nii is missing.$/,
    );
    await expect(readNifti(written('c.nii.gz', plain))).rejects.toThrow(
      'c.nii.gz is not compressed by gzip, though its name ends in .gz.',
    );
    await expect(readNifti(written('d.nii.gz', packed.subarray(0, 30)))).rejects.toThrow(
      'd.nii.gz is truncated; copy it again.',
    );
    const damaged = Buffer.from(packed);
    damaged[damaged.length - 6] ^= 255;
    await expect(readNifti(written('e.nii.gz', damaged))).rejects.toThrow(
      /^e.nii.gz is damaged \(.*\); copy it again.$/,
    );
    const short = gzipSync(plain.subarray(0, 350));
    await expect(readNifti(written('f.nii.gz', short))).rejects.toThrow(
      /^f.nii.gz is truncated: it ends after 350/,
    );
  });
});
