import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileList } from './';

const header = 'FileName,EF,ESV,EDV,FrameHeight,FrameWidth,FPS,NumberOfFrames,Split';

describe('readFileList', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'echonet-dynamic-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const read = (table: string, videos: readonly string[] = ['A.avi', 'B.avi', 'C.avi']) => {
    mkdirSync(path.join(directory, 'Videos'), { recursive: true });
    for (const video of videos) {
      writeFileSync(path.join(directory, 'Videos', video), '');
    }
    writeFileSync(path.join(directory, 'FileList.csv'), table);
    return readFileList(directory);
  };
  const reasons = async (table: string, videos?: readonly string[]) =>
    (await read(table, videos)).dropped.map(({ line, reason }) => `${line}: ${reason}`);

  it('reads the rows of EchoNet-Dynamic', async () => {
    const { clips, dropped, unlistedVideos } = await read(
      `${header}\nA,78.5,14.9,69.2,112,112,50,174,VAL\nB,55,40,90,112,112,25.5,20,TEST\n`,
    );
    expect(clips[0]).toEqual({
      line: 2,
      name: 'A',
      file: path.join(directory, 'Videos', 'A.avi'),
      labels: { EF: 78.5, ESV: 14.9, EDV: 69.2 },
      frameHeight: 112,
      frameWidth: 112,
      framesPerSecond: 50,
      numberOfFrames: 174,
      split: 'validation',
      patient: {},
    });
    expect(clips[1]).toMatchObject({ name: 'B', framesPerSecond: 25.5, split: 'test' });
    expect(dropped).toEqual([]);
    expect(unlistedVideos).toEqual(['C.avi']);
  });

  it('takes any way to write the same table', async () => {
    const rows = ['A.avi,55.5,40,90,112,112,50,20,train', 'b,60,30,75,112,112,50,20,Val'];
    const plain = await read([header, ...rows].join('\n'));
    expect(plain.clips.map(({ name, split }) => [name, split])).toEqual([
      ['A', 'train'],
      ['b', 'validation'],
    ]);
    const semicolons = [
      header.replaceAll(',', ';'),
      ...rows.map((row) => row.replaceAll(',', ';')),
    ];
    const variants = [
      `\ufeff${[header, ...rows].join('\r\n')}\r\n`,
      [header, ...rows].join('\n').replaceAll(',', '\t'),
      semicolons.join('\n').replace('55.5', '55,5'),
      [header, ...rows].map((row) => row.replace(/[^,]+/g, '"$&"')).join('\n'),
      [`note,${header} `, ...rows.map((row) => `"a, ""b""",${row}`)].join('\n'),
      [header.toUpperCase(), ...rows.map((row) => `${row}, ,`)].join('\n'),
    ];
    for (const table of variants) {
      expect((await read(table)).clips).toEqual(plain.clips);
    }
  });

  it('reads the folds and the patients of EchoNet-Pediatric', async () => {
    const { clips } = await read(
      'FileName,EF,Sex,Age,Weight,Height,Split\n' +
        'A.avi,61.2,F,7,24.5,121,0\nB.avi,55,M,,,9999,9.0\nC.avi,60,,3,15,95,\n',
    );
    expect(clips.map(({ split, fold }) => [split, fold])).toEqual([
      [undefined, 0],
      [undefined, 9],
      [undefined, undefined],
    ]);
    expect(clips[0].labels).toEqual({ EF: 61.2 });
    expect(clips[0].patient).toEqual({ sex: 'female', ageYears: 7, weightKg: 24.5, heightM: 1.21 });
    expect(clips[1].patient).toEqual({ sex: 'male' });
  });

  it('drops rows that cannot be used, with their line', async () => {
    const found = await reasons(
      `${header}\n` +
        [
          ',55,40,90,112,112,50,20,TRAIN',
          'A,155,,,112,112,50,20,TRAIN',
          'A,55,90,40,112,112,50,20,TRAIN',
          'A,,,,112,112,50,20,TRAIN',
          'D,55,40,90,112,112,50,20,TRAIN',
          '../A,55,40,90,112,112,50,20,TRAIN',
          'B,55,40,90,112,112,50,20,TRAIN',
        ].join('\n'),
    );
    expect(found).toEqual([
      '2: There is no FileName.',
      expect.stringMatching(/^3: EF is 155, which is outside of what can be true .+\)\.$/),
      '4: ESV is 90 mL and EDV 40 mL; the end-systolic volume cannot be larger.',
      '5: There is no EF, ESV or EDV.',
      '6: Videos has no .avi file of this name.',
      '7: Videos has no .avi file of this name.',
    ]);
  });

  it('ignores a cell that cannot be right and keeps the others of its row', async () => {
    const { clips, ignored } = await read(
      `${header}\nA,fair,40,90,112,112,50,20,TRAIN\nB,55,40,90,112,112,fast,20,SPARE\n`,
    );
    expect(
      clips.map(({ labels, framesPerSecond, split }) => [labels, framesPerSecond, split]),
    ).toEqual([
      [{ ESV: 40, EDV: 90 }, 50, 'train'],
      [{ EF: 55, ESV: 40, EDV: 90 }, undefined, undefined],
    ]);
    expect(ignored.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: EF is "fair", which is not a number. It is ignored.',
      '3: FPS is "fast", which is not a number. It is ignored.',
      expect.stringMatching(/^3: Split is "SPARE"; .* It is ignored\.$/),
    ]);
  });

  it('ignores what cannot be right of a patient, and says so', async () => {
    const { clips, ignored } = await read(
      'FileName,EF,Sex,Age,Weight,Height\nA,60,F,7,24.5,9999\nB,60,x,,-3,\n',
    );
    expect(clips.map(({ patient }) => patient)).toEqual([
      { sex: 'female', ageYears: 7, weightKg: 24.5 },
      {},
    ]);
    expect(ignored.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: Height is 9999, which is outside of what can be true (20 to 250). It is ignored.',
      '3: Sex is "x"; F or M is expected. It is ignored.',
      '3: Weight is -3, which is outside of what can be true (0.3 to 400). It is ignored.',
    ]);
  });

  it('refuses labels in another unit and swapped volumes, as it does in any table', async () => {
    const videos = ['A', 'B', 'C', 'D'].map((name) => `${name}.avi`);
    const table = (row: string) =>
      [header, ...videos.map((name) => `${name},55,${row},112,112,50,20,TRAIN`)].join('\n');
    await expect(read(table('0.04,0.09'), videos)).rejects.toThrow(
      /^4 of 4 values in the column EDV of .*FileList.csv cannot be right, the first at .*:2: EDV is 0.09, .* EF is in percent, ESV and EDV are in mL\.$/,
    );
    const missing = Array.from({ length: 40 }, () => 'E,55,NA,nan,112,112,50,20,NA');
    await expect(read([table('0.04,0.09'), ...missing].join('\n'), videos)).rejects.toThrow(
      /^4 of 4 values in the column EDV/,
    );
    await expect(read(table('90,40'), videos)).rejects.toThrow(
      /^4 of 4 rows of .*FileList.csv contradict themselves, the first at .*:2: ESV is 90 mL/,
    );
  });

  it('names the columns that it does not read, such as an EF of another name', async () => {
    const { clips, unusedColumns } = await read('FileName,LVEF,EDV,Note\nA,60,90,x\n');
    expect(clips[0].labels).toEqual({ EDV: 90 });
    expect(unusedColumns).toEqual(['LVEF', 'Note']);
  });

  it('keeps the first of rows that say the same, and none of those that do not', async () => {
    const row = 'A,55,40,90,112,112,50,20,TRAIN';
    const { clips, dropped } = await read(
      `${header}\n${row}\n${row.replace('A', 'a.avi')}\n${row.replace('A', 'B')}\n` +
        `${row.replace('A,55', 'B,65')}\n`,
    );
    expect(clips.map(({ name, line }) => [name, line])).toEqual([['A', 2]]);
    expect(dropped.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'It is listed again (first in line 2).'],
      [4, 'It is listed more than once, with different values; keep the right row.'],
      [5, 'It is listed more than once, with different values; keep the right row.'],
    ]);
  });

  it('refuses a table that cannot be used as a whole', async () => {
    await expect(readFileList(directory)).rejects.toThrow(/^There is no .+FileList.csv; a folder/);
    await expect(read('Name,Split\nA,TRAIN\n')).rejects.toThrow(
      /FileList.csv:1 has no column FileName and EF, ESV or EDV; it has Name, Split\.$/,
    );
    await expect(read(`${header}\n`)).rejects.toThrow(
      /FileList.csv has a header line at most, and no rows\.$/,
    );
    await expect(read(`${header}\nA,0.55,40,90,112,112,50,20,TRAIN\n`)).rejects.toThrow(
      'has no EF above 1; it must be in percent, not a fraction.',
    );
    await expect(read(`${header}\nA,"55,40\n`)).rejects.toThrow(/is not a readable CSV table: /);
    await read(`${header}\nA,55,40,90,112,112,50,20,TRAIN\n`);
    rmSync(path.join(directory, 'Videos'), { recursive: true });
    await expect(readFileList(directory)).rejects.toThrow(/^The folder .+Videos cannot be read/);
  });
});
