import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { curveRun } from '../compared-run';
import { segmentationReportFixture } from './segmentation-report-fixture';
import { writeSegmentationReport, type SegmentationReportData } from './write-segmentation-report';

let folder: string;
let data: SegmentationReportData;
let page: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'segmentation-report-'));
  data = await segmentationReportFixture(path.join(folder, 'prepared'), 24);
  const { record, evaluation } = data;
  const larger = {
    ...record,
    sets: record.sets.map((set) => ({ ...set, split: { ...set.split, train: ['a', 'b', 'c'] } })),
  };
  const compared = [curveRun('larger-run', larger, evaluation, record)];
  await writeSegmentationReport(path.join(folder, 'full'), { ...data, compared });
  page = await readFile(path.join(folder, 'full', 'report.html'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

/** Removes embedded files, whose base64 can contain any letters. */
function withoutFiles(text: string): string {
  return text.replaceAll(/data:[^"]*/g, '');
}

function sectionOf(text: string, id: string): string {
  return new RegExp(`<section[^>]* id="${id}">.*?</section>`, 's').exec(text)![0];
}

/** Text of the cells of a table's row, without the intervals below. */
function rowOf(text: string, heading: string): string[] {
  const rows = text.split('<tr>').filter((row) => row.includes(`>${heading}</th>`));
  expect(rows).toHaveLength(1);
  return [...rows[0].matchAll(/<td>(.*?)(?:<small>.*?)?<\/td>/gs)].map(([, cell]) =>
    cell.replaceAll(/<[^>]*>/g, '').trim(),
  );
}

describe('writeSegmentationReport', () => {
  it('writes a self-contained page without unknown numbers, and its figures', async () => {
    expect(page).not.toMatch(/<script|<link|<iframe|@import|url\(/);
    expect(page.match(/(src|href)="(?!#|data:)[^"]*"/g)).toBeNull();
    expect(withoutFiles(page)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const names = await readdir(path.join(folder, 'full', 'figures'));
    expect(names.filter((name) => name.endsWith('.svg'))).toEqual([
      ...['EDV', 'EF', 'ESV', 'LAVolume'].flatMap((measure) =>
        ['bland-altman', 'scatter'].map((kind) => `1-hospital-${measure}-${kind}.svg`),
      ),
      '1-hospital-learning-curve-dice.svg',
      '1-hospital-learning-curve-ejection-fraction.svg',
      'training-losses.svg',
    ]);
  });

  it('has well-formed sections with valid links', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) {
      expect(ids).toContain(id);
    }
    for (const element of ['section', 'table', 'div', 'figure', 'td', 'th']) {
      const opened = page.match(new RegExp(`<${element}[ >]`, 'g'))?.length;
      expect(page.match(new RegExp(`</${element}>`, 'g'))).toHaveLength(opened!);
    }
  });

  it('warns first, and names the licence and citation of the data', () => {
    expect(page.indexOf('Research use only')).toBeLessThan(page.indexOf('<h2>'));
    expect(page).not.toContain('Simulated data.');
    const section = sectionOf(page, 'data');
    expect(section).toContain('CC BY-NC-SA 4.0');
    expect(section).toContain('Somebody et al. &#60;2019&#62;');
    expect(rowOf(section, 'hospital').slice(0, 3)).toEqual([
      '1 patient',
      '9 patients',
      '24 patients',
    ]);
  });

  it('gives the agreement of every structure and measure', () => {
    const section = sectionOf(page, 'set-1');
    const { structures, measures } = data.evaluation.sets[0].test;
    const dice = structures.find((one) => one.structure === 'LV' && one.phase === 'ES')!;
    expect(rowOf(section, 'Left ventricle, end-systole').slice(0, 2)).toEqual([
      '24',
      dice.metrics.dice!.value!.toFixed(3),
    ]);
    const volume = measures.find(({ measure }) => measure === 'EDV')!;
    expect(rowOf(section, 'End-diastolic volume (mL)')[4]).toBe(
      volume.metrics.mae!.value!.toFixed(1),
    );
    expect(section).toMatch(/Left atrial volume: Bland-Altman/);
  });

  it('shows the frames with the lowest Dice, lowest first, with both observers’ contours', () => {
    const section = sectionOf(page, 'set-1');
    const shown = [...section.matchAll(/<strong>Dice ([\d.]+), end-systole/g)];
    expect(shown).toHaveLength(6);
    const values = shown.map(([, dice]) => Number(dice));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(section).toContain('Patient patient-31');
    const worst = /<svg viewBox="0 0 64 64".*?<\/svg>/s.exec(section)![0];
    expect(worst).toMatch(/<image href="data:image\/png;base64,/);
    expect(worst.match(/<path d="M[\d. LMZ]+"/g)).toHaveLength(2);
  });

  it('compares groups by image quality, sex and age, where they are large enough', () => {
    const section = sectionOf(page, 'set-1');
    expect(rowOf(section, 'Sex: female')[0]).toBe('12');
    expect(rowOf(section, 'Image quality: Good')[1]).toMatch(/^0\.\d{3}/);
    expect(rowOf(section, 'Image quality: Poor').slice(0, 2)).toEqual(['6', 'too few']);
  });

  it('gives what the intervals hold of all clips and of each third', () => {
    const cells = rowOf(sectionOf(page, 'intervals'), 'Ejection fraction (%)');
    expect(cells).toHaveLength(6);
    expect(cells[2]).toBe(`${(100 * data.evaluation.intervals.EF!.testCoverage!).toFixed(0)} %`);
    for (const third of cells.slice(3)) {
      expect(third).toMatch(/^\d+ %$/);
    }
  });

  it('draws the learning curve over the runs that are compared', () => {
    const section = sectionOf(page, 'learning-curve');
    expect(section).toMatch(/hospital: left ventricle Dice/);
    expect(rowOf(section, 'this run')[0]).toBe('1 hospital and 1 phantom');
    expect(rowOf(section, 'larger-run')[0]).toBe('3 hospital and 3 phantom');
  });

  it('says what is missing of a data set without test patients', () => {
    expect(sectionOf(page, 'set-2')).toContain('has no test patients');
    expect(page).toContain('phantom (simulated)');
  });
});
