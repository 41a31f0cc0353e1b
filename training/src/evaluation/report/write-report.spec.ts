import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { predictionLosses } from '../training-course/training-course';
import { assessModel } from './assess-model';
import { reportFixture } from './report-fixture';
import { taskSection } from './task-section';
import type { ReportData } from './report-data';
import { writeReport } from './write-report';

let folder: string;
let page: string;
/** Of real patients, in the folder of an earlier report. */
let real: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'report-'));
  page = await written('full', await full());
  await mkdir(path.join(folder, 'real', 'figures'), { recursive: true });
  await writeFile(path.join(folder, 'real', 'figures', 'old.svg'), '<svg/>');
  real = await written('real', { ...reportFixture(8, 1, 20), simulated: false });
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, data: ReportData): Promise<string> {
  await writeReport(path.join(folder, name), data);
  return readFile(path.join(folder, name, 'report.html'), 'utf8');
}

async function full(): Promise<ReportData> {
  const raw = { width: 8, height: 8, channels: 1 } as const;
  const png = await sharp(Buffer.alloc(64, 99), { raw }).png().toBuffer();
  return {
    ...reportFixture(50, 1, 20),
    intervals: {
      EDV: {
        halfWidth: Math.log(1.3),
        scale: 'logarithmic',
        bias: -4,
        coverage: {
          all: { held: 34, clips: 40, low: 40, high: 160 },
          thirds: [{ held: 13, clips: 13, low: 40, high: 80 }, null, null],
        },
      },
    },
    training: {
      epochs: [3, 2, 2.6].map((validation, epoch) => ({
        epoch: epoch + 1,
        training: 2 - 0.2 * (epoch + 1),
        validation,
      })),
      planned: 5,
      isFinished: false,
      losses: predictionLosses,
    },
    comparedTo: [{ name: 'EF alone', clips: reportFixture(50, 2).clips }],
    structureSaliency: ['EF', 'lead'].flatMap((taskId) =>
      [1, 2, 3].map((patient) => ({
        taskId,
        structure: 'some structure',
        patientId: `patient ${patient}`,
        inside: 0.5 + patient / 10,
        area: 0.2,
      })),
    ),
    occluded: [0.2, 0.7, 0.9].map((after, patient) => ({
      taskId: 'lead',
      structure: 'lead',
      patientId: `patient ${patient}`,
      unoccluded: 0.95,
      occluded: { surroundings: after, mask: after / 2 },
      occludedElsewhere: { surroundings: 0.95, mask: 0.9 },
    })),
    saliency: [{ taskId: 'lead', caption: 'true 1', input: png, map: png, overlap: png }],
  };
}

/** Removes embedded files, whose base64 can contain any letters. */
function withoutFiles(text: string): string {
  return text.replaceAll(/data:[^"]*/g, '');
}

function sectionOf(text: string, id: string): string {
  return new RegExp(`<section id="${id}">.*?</section>`, 's').exec(text)![0];
}

describe('writeReport', () => {
  it('writes a self-contained page, and every figure as SVG and PNG', async () => {
    expect(page).not.toMatch(/<script|<link|<iframe|@import|url\(/);
    expect(page.match(/(src|href)="(?!#|data:)[^"]*"/g)).toBeNull();
    expect(withoutFiles(page)).not.toMatch(/NaN|undefined|Infinity|\[object/);

    const names = await readdir(path.join(folder, 'full', 'figures'));
    const drawn = names.filter((name) => name.endsWith('.svg'));
    expect(drawn).toContain('EDV-bland-altman.svg');
    expect(drawn).toContain('lead-roc.svg');
    expect(drawn).toContain('EF-from-volumes.svg');
    expect(drawn).toContain('training-losses.svg');
    expect(drawn).toHaveLength(4 * 4 + 1 + 2 + 1);
    for (const name of drawn) {
      expect(names).toContain(name.replace('svg', 'png'));
    }
    expect(page.match(/<a download="[\w-]+\.png" href="data:image\/png;base64,/g)).toHaveLength(
      drawn.length,
    );
    expect(names).toContain('lead-saliency-1-overlap.png');
    expect(page.match(/<svg /g)).toHaveLength(drawn.length);
    expect(await readdir(path.join(folder, 'full'))).toEqual(['figures', 'report.html']);
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

  it('shows the published results and their comparability', () => {
    const section = sectionOf(page, 'published');
    expect(section).toMatch(/Ghorbani, Ouyang et al\./);
    expect(section).toMatch(/Here: simulated echoes\./);
    const row = /End-systolic volume \(mL\).*?<\/tr>/s.exec(section)![0];
    expect([...row.matchAll(/<td>([\d.]+)<\/td>/g)].map(([, text]) => text)).toEqual([
      '0.74',
      '13.3',
      '25.4',
    ]);
    expect(sectionOf(real, 'published')).toMatch(/Here: other patients/);
  });

  it('shows the saliency on structures and the effect of occlusion', () => {
    const section = sectionOf(page, 'structures');
    expect(section).toMatch(/Ejection fraction: some structure/);
    expect(section).toMatch(/0\.700/);
    expect(section).toMatch(/lead, under its surroundings.*?[0-3] of 3/s);
    expect(section).toMatch(/as much elsewhere, in black.*?0 of 3/s);
  });

  it('shows what the interval holds of small, middle and large hearts', () => {
    const section = /<section class="task" id="task-EDV">.*?<\/section>/s.exec(page)![0];
    expect(section).toMatch(/-23 % to \+30 %|\u221223 % to \+30 %/);
    expect(section).toMatch(/85 %.*100 %.*40 to 80 mL/s);
    expect(section).toMatch(/mean error on the calibration clips, .4\.0 mL, is subtracted/);
  });

  it('says in words that a network overfits, and that its training had not ended', () => {
    const section = sectionOf(page, 'training');
    expect(section).toMatch(/evaluated after 3 of 5 epochs: its training had not ended/);
    expect(section).toMatch(/The network overfits: .* rose by 30 %/);
  });

  it('says in words that a task was not learned', () => {
    expect(page).not.toMatch(/Not better than/);
    const { clips, ...data } = reportFixture(40, 1, 20);
    const constant = clips.map((clip) => ({
      ...clip,
      frames: { ...clip.frames, EF: [90], lead: [0.5] },
    }));
    const { tasks } = assessModel({ ...data, clips: constant });
    const wordsOf = (id: string) =>
      taskSection(
        data.tasks.find((task) => task.id === id)!,
        tasks[id],
        [],
      ).markup;
    expect(wordsOf('EF')).toMatch(/Not better than predicting the mean for everyone\./);
    expect(wordsOf('lead')).toMatch(/Not better than tossing a coin\./);
  });

  it('starts with the research use and simulated data notices', () => {
    expect(page.indexOf('Research use only')).toBeLessThan(page.indexOf('<h2>'));
    expect(page.indexOf('Simulated data')).toBeLessThan(page.indexOf('<h2>'));
    expect(page).toContain('echonet evaluate &#60;&#34;made&#34; &#38;');
    expect(real).not.toContain('Simulated data');
  });

  it('is written for too few clips', async () => {
    const data = reportFixture(50, 1, 20);
    const none = await written('none', { ...data, clips: [] });
    expect(none).toContain('No test clip has a true value');
    expect(withoutFiles(none)).not.toMatch(/NaN|undefined|Infinity/);
    const test = data.clips.filter(({ subset }) => subset === 'test');
    const few = await written('few', { ...data, clips: test.slice(0, 3) });
    expect(few).toContain('too few');
    expect(withoutFiles(few)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('removes the figures of an earlier report', async () => {
    const names = await readdir(path.join(folder, 'real', 'figures'));
    expect(names).toContain('EF-bland-altman.svg');
    expect(names).not.toContain('old.svg');
  });
});
