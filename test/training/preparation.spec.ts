import { execFile, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { readCine } from '@echonet/dicom/node';
import { DicomDict, DicomMessage } from '@echonet/dicom/part10';
import { num, reportFile } from '@echonet/dicom/testing';
import { aviFile, openPrepared, parseTable } from '@echonet/training/testing';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-prepare-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);
const cohort = inDirectory('cohort');
const program = path.join(__dirname, '../../training/bin/echonet.mjs');
/** One process more is started where several share the work, which takes longer than the work. */
const oneWorker = ['--workers', '1'];
const small = ['--size', '75', '--frame-count', '3', ...oneWorker];
const samples = path.join(__dirname, '../../../shared/samples');

/** Runs the program from outside its repository, as a user with data elsewhere does. */
async function echonet(...programArguments: string[]): Promise<string> {
  const settings = { cwd: directory };
  const programCall = [program, ...programArguments];
  const { stdout } = await promisify(execFile)(process.execPath, programCall, settings);
  return stdout;
}

const rowsOf = (...names: string[]) => {
  const file = inDirectory(...names);
  return parseTable(readFileSync(file, 'utf8'), file).rows.map(({ cells }) => cells);
};

function folderWith(name: string, files: readonly string[]): string {
  mkdirSync(inDirectory(name, 'deeper'), { recursive: true });
  for (const file of files) {
    copyFileSync(path.join(cohort, file), inDirectory(name, 'deeper', file));
  }
  return inDirectory(name);
}

/** Deletes the view from the headers of a folder's files, as some machines leave it out. */
function forgetViews(folder: string): void {
  for (const name of readdirSync(path.join(folder, 'deeper'))) {
    const file = path.join(folder, 'deeper', name);
    const { meta, dict } = DicomMessage.readFile(new Uint8Array(readFileSync(file)).buffer);
    const part10 = new DicomDict(meta);
    const isView = (tag: string) => tag === '00540220';
    part10.dict = Object.fromEntries(Object.entries(dict).filter(([tag]) => !isView(tag)));
    writeFileSync(file, new Uint8Array(part10.write({ fragmentMultiframe: false })));
  }
}

describe('preparing data', () => {
  let files: string[];

  beforeAll(async () => {
    await echonet(
      ...['phantom', '--patients', '6', '--seed', '4', '--frames', '4', '--frame-time', '100'],
      ...[...oneWorker, '--out', cohort],
    );
    files = readdirSync(cohort).filter((name) => name.endsWith('-A4C-1.dcm'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('ties clips to the rows of a table by patient, with a mapping', async () => {
    const dicom = folderWith('mapped', files.slice(0, 4));
    writeFileSync(path.join(dicom, 'notes.dcm'), 'no DICOM');
    copyFileSync(path.join(cohort, files[0]), path.join(dicom, 'again.dcm'));
    const [one, two, three] = files.map((name) => name.replace('-A4C-1.dcm', ''));
    writeFileSync(
      inDirectory('mapped.csv'),
      `\ufeff"MRN";"LVEF (%)";"ICD"\r\n${one};0,61;ja\r\n${two};;nein\r\n${three};0,5;\r\nnobody;0,6;ja\r\n`,
    );
    writeFileSync(
      inDirectory('mapping.json'),
      JSON.stringify({
        keys: { PatientID: 'MRN' },
        tasks: {
          EF: { column: 'LVEF (%)', unit: 'fraction' },
          lead: { column: 'ICD', values: { ja: 1, nein: 0 } },
        },
      }),
    );
    const log = await echonet(
      ...['prepare', '--dicom', dicom, '--labels', inDirectory('mapped.csv')],
      ...['--mapping', inDirectory('mapping.json'), '--view', 'A4C', ...small],
      ...['--out', inDirectory('out-mapped')],
    );
    const { clips, index } = openPrepared(inDirectory('out-mapped'));
    expect(index).toMatchObject({ patients: 3, clips: 3, simulated: true });
    const labels = clips.map((clip) => ({ EF: clip.labels['EF'], lead: clip.labels['lead'] }));
    expect(labels).toEqual([
      { EF: 61, lead: 1 },
      { EF: undefined, lead: 0 },
      { EF: 50, lead: undefined },
    ]);
    for (const { labels: all } of clips) {
      expect(all['height']).toBeGreaterThan(1);
    }
    const dropped = rowsOf('out-mapped.private', 'dropped.csv');
    const reasonOf = (name: string) =>
      dropped.find((row) => row['name'].endsWith(name))?.['reason'];
    expect(reasonOf('notes.dcm')).toMatch(/DICOM/);
    expect(reasonOf(files[3])).toBe('It has no labels.');
    expect(reasonOf('mapped.csv:5')).toBe('No file belongs to this row.');
    expect(reasonOf(`deeper/${files[0]}`)).toBe('Another file has the same content.');
    expect(log).toMatch(/3 clips of 3 patients are kept/);
    expect(readFileSync(inDirectory('out-mapped', 'dropped.csv'), 'utf8')).not.toMatch(/PHANTOM/);
  });

  it('asks for the view of clips that only their study names', async () => {
    const dicom = folderWith('views', files.slice(0, 1));
    forgetViews(dicom);
    const [patient] = files.map((name) => name.replace('-A4C-1.dcm', ''));
    writeFileSync(inDirectory('views.csv'), `PatientID,EF\n${patient},55\n`);
    await expect(
      echonet(
        ...['prepare', '--dicom', dicom, '--labels', inDirectory('views.csv'), ...small],
        ...['--out', inDirectory('out-views')],
      ),
    ).rejects.toThrow(/No clip can be used\. 1 times: .*--view A4C/);
    expect(existsSync(inDirectory('out-views'))).toBe(false);
  });

  it('takes the views themselves for labels where all are kept', async () => {
    const dicom = folderWith('all-views', files.slice(0, 5));
    forgetViews(dicom);
    const views = ['apical 4', 'PLAX', 'PW', 'Ansicht 7', ''];
    const rows = views.map((view, index) => `deeper/${files[index]},${view}`);
    writeFileSync(inDirectory('all-views.csv'), ['FileName,View', ...rows].join('\n'));
    writeFileSync(
      inDirectory('all-views.json'),
      JSON.stringify({
        keys: { FileName: 'FileName' },
        tasks: {},
        view: { column: 'View', values: { 'apical 4': 'A4C' } },
      }),
    );
    const log = await echonet(
      ...['prepare', '--dicom', dicom, '--labels', inDirectory('all-views.csv'), ...small],
      ...['--mapping', inDirectory('all-views.json'), '--views', 'all'],
      ...['--out', inDirectory('out-all-views')],
    );
    const { clips } = openPrepared(inDirectory('out-all-views'));
    const labelsOf = (view: string) => clips.find((clip) => clip.view === view)?.labels;
    expect(labelsOf('A4C')).toMatchObject({ viewA4C: 1, viewOther: 0, viewUnusable: 0 });
    expect(labelsOf('PLAX')).toMatchObject({ viewA4C: 0, viewOther: 1, viewUnusable: 0 });
    expect(labelsOf('PW')).toMatchObject({ viewA4C: 0, viewOther: 0, viewUnusable: 1 });
    expect(labelsOf('Ansicht 7')).not.toHaveProperty('viewA4C');
    expect(clips).toHaveLength(4);
    expect(log).toMatch(/view PW: 1 clips; for a view classifier not usable/);
    expect(log).toMatch(/view Ansicht 7: 1 clips; a view that is not known/);
  });

  it('simulates clips of all views and of what is no heart, with their views for labels', async () => {
    await echonet(
      ...['prepare', '--view-phantoms', '6', '--seed', '2', '--size', '75', '--frame-count', '2'],
      ...['--workers', '2', '--out', inDirectory('out-view-phantoms')],
    );
    const { clips, index } = openPrepared(inDirectory('out-view-phantoms'));
    expect(index).toMatchObject({ simulated: true, patients: 6, clips: 6 });
    const labels = clips.map((clip) => clip.labels);
    for (const task of ['viewA4C', 'viewOther', 'viewUnusable']) {
      expect(labels.reduce((sum, all) => sum + all[task], 0)).toBe(2);
    }
    for (const all of labels) {
      expect(all['age']).toBeGreaterThan(0);
      expect(all).not.toHaveProperty('EF');
    }
  });

  it('takes the measurements of the reports of a study, the newest first', async () => {
    const dicom = folderWith('reports', files.slice(0, 2));
    const { instance } = await readCine(readFileSync(path.join(cohort, files[0])));
    const { StudyInstanceUID, PatientID } = instance as Record<string, string>;
    for (const [number, [EF, ContentDate]] of [
      [58, '20260102'],
      [44, '20260101'],
    ].entries()) {
      const report = reportFile(
        'DCM:125200|Adult Echocardiography Procedure Report',
        [num('LN:18043-0|Left Ventricular Ejection Fraction by US', Number(EF), '%')],
        {
          StudyInstanceUID,
          PatientID,
          ContentDate,
          ContentTime: '1200',
          Modality: 'SR',
          SeriesInstanceUID: '1.2.826.1',
          SOPInstanceUID: `1.2.826.1.${number + 1}`,
        },
      );
      writeFileSync(path.join(dicom, `report-${number}.dcm`), report);
    }
    await echonet(
      ...['prepare', '--dicom', dicom, '--labels-from-reports', '--view', 'A4C', ...small],
      ...['--out', inDirectory('out-reports')],
    );
    const { clips } = openPrepared(inDirectory('out-reports'));
    expect(clips.map(({ labels }) => labels['EF'])).toEqual([58]);
  });

  it('reads the EchoNet-Dynamic layout', async () => {
    const { frame } = await readCine(readFileSync(path.join(cohort, files[0])));
    const images = await Promise.all(
      [0, 1, 2, 3].map(async (index) => {
        const { data, Rows, Columns, channels } = await frame(index);
        return sharp(Buffer.from(data), { raw: { width: Columns, height: Rows, channels } })
          .resize(112, 112)
          .jpeg()
          .toBuffer();
      }),
    );
    mkdirSync(inDirectory('dynamic', 'Videos'), { recursive: true });
    writeFileSync(
      inDirectory('dynamic', 'Videos', '0X1.avi'),
      aviFile({ Rows: 112, Columns: 112, images, rate: 10, scale: 1 }),
    );
    writeFileSync(inDirectory('dynamic', 'Videos', '0X2.avi'), 'no video');
    writeFileSync(
      inDirectory('dynamic', 'FileList.csv'),
      'FileName,EF,ESV,EDV,FrameHeight,FrameWidth,FPS,NumberOfFrames,Split\n' +
        '0X1,60.5,40,101,112,112,10,4,VAL\n0X2,50,50,100,112,112,50,4,train\n0X3,50,50,100,112,112,50,4,TEST\n',
    );
    await echonet(
      ...['prepare', '--echonet-dynamic', inDirectory('dynamic'), ...small],
      ...['--out', inDirectory('out-dynamic')],
    );
    const { clips, index } = openPrepared(inDirectory('out-dynamic'));
    expect(index.simulated).toBe(false);
    expect(clips).toMatchObject([
      { view: 'A4C', split: 'validation', labels: { EF: 60.5, ESV: 40, EDV: 101 } },
    ]);
    expect(clips[0].images.frameCount).toBe(3);
    const reasons = rowsOf('out-dynamic.private', 'dropped.csv').map(({ reason }) => reason);
    expect(reasons.join('\n')).toMatch(/Videos has no .avi file of this name/);
    expect(reasons.join('\n')).toMatch(/The video cannot be read/);
  });

  it('goes on where it was killed, and gives the folder its name only when it is whole', async () => {
    const out = inDirectory('out-killed');
    const salt = inDirectory('salt.txt');
    writeFileSync(salt, 'the same salt');
    const settings = ['prepare', '--dicom', cohort, ...small, '--salt-file', salt];
    const killed = spawn(process.execPath, [program, ...settings, '--out', out]);
    const partsOf = () =>
      existsSync(path.join(`${out}.partial`, 'parts'))
        ? readdirSync(path.join(`${out}.partial`, 'parts'), { recursive: true }).filter((name) =>
            String(name).endsWith('.part'),
          )
        : [];
    while (partsOf().length === 0 && killed.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    killed.kill('SIGKILL');
    await new Promise((resolve) => killed.once('close', resolve));
    expect(existsSync(out)).toBe(false);
    await echonet(...settings, '--out', out);
    expect(existsSync(`${out}.partial`)).toBe(false);
    await echonet(...settings, '--out', inDirectory('out-whole'));
    expect(openPrepared(out).fingerprint).toBe(openPrepared(inDirectory('out-whole')).fingerprint);
    await expect(echonet(...settings, '--out', out)).rejects.toThrow(/is there already/);
  });

  it('names the line of the table that cannot be read', async () => {
    const dicom = folderWith('wrong', files.slice(0, 2));
    const labels = inDirectory('wrong.csv');
    const prepare = (table: string) => {
      writeFileSync(labels, table);
      const out = ['--out', inDirectory('out-wrong')];
      return echonet('prepare', '--dicom', dicom, '--labels', labels, ...small, ...out);
    };
    await expect(prepare('FileName,EF\na.dcm,5500\n')).rejects.toThrow(/wrong.csv:2: EF is 5500/);
    await expect(prepare('EF\n55\n')).rejects.toThrow(/wrong.csv:1 has no column that ties/);
    await expect(prepare('PatientID,EF\na,55\na,56\n')).rejects.toThrow(/wrong.csv:3 lists/);
  });

  (existsSync(samples) ? it : it.skip)(
    'keeps real clips and drops broken files with reasons',
    async () => {
      const dicom = inDirectory('real');
      mkdirSync(dicom);
      const kept = ['a4c_ybr422_jpegbaseline_30f_regionsfixed.dcm', 'a4c_mono_rle_30f.dcm'];
      for (const name of kept) {
        copyFileSync(path.join(samples, 'a4c', name), path.join(dicom, name));
      }
      const malformed = readdirSync(path.join(samples, 'malformed'));
      for (const name of malformed) {
        copyFileSync(path.join(samples, 'malformed', name), path.join(dicom, name));
      }
      const rows = [...kept, ...malformed].map((name) => `"${name}",55`);
      writeFileSync(path.join(dicom, 'labels.csv'), `FileName,EF\n${rows.join('\n')}\n`);
      await echonet('prepare', '--dicom', dicom, ...small, '--out', inDirectory('out-real'));
      const identities = rowsOf('out-real.private', 'identities.csv').map(({ file }) => file);
      for (const name of kept) {
        expect(identities).toContain(name);
      }
      const dropped = rowsOf('out-real.private', 'dropped.csv');
      const named = new Set([...identities, ...dropped.map(({ name }) => name)]);
      for (const name of malformed) {
        expect(named).toContain(name);
      }
      for (const { reason } of dropped) {
        expect(reason.length).toBeGreaterThan(10);
      }
    },
  );
});
