import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaOf, readVolumeTracings, tracedCodes } from './volume-tracings';
import { tracingRows } from './volume-tracings-fixture';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-tracings-'));
afterAll(() => rmSync(directory, { recursive: true }));

const read = (...rows: readonly string[]) => {
  const table = ['FileName,X1,Y1,X2,Y2,Frame', ...rows].join('\n');
  writeFileSync(path.join(directory, 'VolumeTracings.csv'), table);
  return readVolumeTracings(directory);
};
const ellipse = { x: 56, y: 50, across: 14, along: 28 };

describe('readVolumeTracings', () => {
  it('makes outlines from the chords of each frame, in the order of frames', () => {
    const { byVideo, problems } = read(
      ...tracingRows('0X1.avi', 46, ellipse),
      ...tracingRows('0X1.avi', 12, { ...ellipse, across: 10 }),
      ...tracingRows('0X2', 0, ellipse),
    );
    expect(problems).toEqual([]);
    expect([...byVideo.keys()]).toEqual(['0x1', '0x2']);
    expect(byVideo.get('0x1')!.map(({ frame }) => frame)).toEqual([12, 46]);
    const [small, large] = byVideo.get('0x1')!;
    expect(areaOf(large.outline) / areaOf(small.outline)).toBeCloseTo(1.4, 2);
    expect(areaOf(large.outline) / (Math.PI * 14 * 28)).toBeCloseTo(1, 1);
  });

  it('passes over tracings that are damaged, and names their line', () => {
    const good = tracingRows('0X1.avi', 3, ellipse);
    const { byVideo, problems } = read(
      ...good,
      ...tracingRows('0X2.avi', 3, ellipse).map((row, i) => (i === 4 ? '0X2.avi,1,x,2,3,3' : row)),
      ...tracingRows('0X3.avi', 3, ellipse).slice(0, 3),
      ...tracingRows('0X4.avi', -1, ellipse),
      ...tracingRows('0X5.avi', 3, { ...ellipse, across: 0 }),
    );
    expect([...byVideo.keys()]).toEqual(['0x1']);
    expect(problems.map(({ reason }) => reason)).toEqual([
      `Y1 in line ${good.length + 6} is "x", which is no number.`,
      'The tracing of frame 3 has 2 chords; a long axis and at least 3 chords are expected.',
      'Frame is "-1", which is no frame from 0 on.',
      'The tracing of frame 3 encloses less than a pixel.',
    ]);
    expect(problems[0].line).toBe(good.length + 2);
  });

  it('refuses a folder without the table, and a table of other columns', () => {
    writeFileSync(path.join(directory, 'VolumeTracings.csv'), 'FileName,X,Y,Frame\na,1,2,3\n');
    expect(() => readVolumeTracings(directory)).toThrow(
      /VolumeTracings.csv:1 has no column X1, Y1, X2, Y2/,
    );
    expect(() => readVolumeTracings(path.join(directory, 'none'))).toThrow(/There is no .*--masks/);
  });
});

describe('tracedCodes', () => {
  it('marks the left ventricle inside the outline, whatever the scale and the place', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const shapes = fc.record({
      x: number(40, 70),
      y: number(40, 70),
      across: number(6, 15),
      along: number(15, 30),
    });
    fc.assert(
      fc.property(shapes, (shape) => {
        const [tracing] = read(...tracingRows('a', 0, shape)).byVideo.get('a')!;
        const points = {
          x: Float32Array.from({ length: 112 ** 2 }, (_, i) => (i % 112) + 0.5),
          y: Float32Array.from({ length: 112 ** 2 }, (_, i) => Math.floor(i / 112) + 0.5),
          spacing: 1,
        };
        const count = tracedCodes(tracing, points).filter((code) => code === 1).length;
        expect(count / areaOf(tracing.outline)).toBeGreaterThan(0.9);
        expect(count / areaOf(tracing.outline)).toBeLessThan(1.1);
      }),
      { numRuns: 20 },
    );
  });
});
