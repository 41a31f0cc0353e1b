import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import {
  dciodvfyErrors,
  dicomPython,
  hasDciodvfy,
  readBack,
  type ReadBack,
} from '../support/dicom-checks';
import {
  element,
  openEchoNet,
  runClip,
  shownResults,
  type ShownResult,
} from '../support/echonet-page';
import { hasOrthanc } from '../support/orthanc';
import { a4cClip, type StoredClip } from '../support/study';
import { retrieveInstances } from '../support/wado';
import { openWorkplace, type Workplace } from '../support/workplace';

if (!hasOrthanc) console.warn('Orthanc is not installed: the embedded archive stands in for it.');
if (!hasDciodvfy) console.warn('dicom3tools is not installed: dciodvfy checks nothing.');

const sopClass = {
  comprehensive3DSR: '1.2.840.10008.5.1.4.1.1.88.34',
  trueColorSecondaryCapture: '1.2.840.10008.5.1.4.1.1.7.4',
};

describe('results that go back to the archive', () => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;
  let results: ShownResult[];
  let python: string | undefined;
  /** Uncaught errors, and what the viewer writes to the console as errors. */
  const problems: string[] = [];

  const storedFiles = (wanted: string): Promise<Uint8Array[]> =>
    retrieveInstances(`${workplace.url}/dicom-web`, clip.StudyInstanceUID, wanted);

  beforeAll(async () => {
    [clip, python] = await Promise.all([a4cClip(), dicomPython()]);
    workplace = await openWorkplace(hasOrthanc ? 'orthanc' : 'embedded', [clip]);
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    results = await runClip(page);
  }, 360_000);

  afterAll(() => workplace?.close());

  it('are accepted and rejected one by one, with the keyboard', async () => {
    await element(page, 'echonet-accept').first().press('Enter');
    await element(page, 'echonet-reject').nth(1).press('Space');
    await expect(element(page, 'echonet-decided').innerText()).resolves.toBe(
      `1 of ${results.length} accepted, 1 rejected`,
    );
    await saveScreenshot(page, 'report-decided');
  });

  it('stay where they are until the reader confirms', async () => {
    await element(page, 'echonet-store-report').press('Enter');
    await saveScreenshot(page, 'report-confirm');
    await page.keyboard.press('Escape');
    await expect(storedFiles(sopClass.comprehensive3DSR)).resolves.toEqual([]);
  });

  it.each([
    ['forbids it', 403, /may not store in this archive \(HTTP 403\)/],
    ['cannot be reached', 0, /could not be reached/],
  ])('stay when the archive %s, and the panel says why', async (_what, status, sentence) => {
    const before = problems.length;
    await page.route('**/dicom-web/studies', (route) =>
      status > 0 ? route.fulfill({ status, body: 'no' }) : route.abort('connectionfailed'),
    );
    await element(page, 'echonet-store-report').click();
    await element(page, 'echonet-store-report-confirm').click();
    await page.getByRole('alert').filter({ hasText: sentence }).first().waitFor();
    await page.unroute('**/dicom-web/studies');
    // The browser itself writes failed requests to the console.
    problems.length = before;
    await expect(storedFiles(sopClass.comprehensive3DSR)).resolves.toEqual([]);
    await expect(element(page, 'echonet-earlier').count()).resolves.toBe(0);
  });

  it('are saved as a file that tells whose they are only when the reader says so', async () => {
    const saved = async (format: 'json' | 'csv'): Promise<string> => {
      const download = page.waitForEvent('download');
      await element(page, `echonet-save-${format}`).click();
      return readFile(await (await download).path(), 'utf8');
    };
    const json = await saved('json');
    expect(JSON.parse(json)).toMatchObject({
      ejectionFractionFromVolumes: { unit: '%', disagreesWithDirect: expect.any(Boolean) },
      results: results.map(({ task, value }) => ({ task, value })),
    });
    const csv = await saved('csv');
    expect(csv).toMatch(/^all,EFFromVolumes,.*,%,/m);
    for (const text of [json, csv]) {
      expect(text).not.toContain(clip.StudyInstanceUID);
      expect(text).not.toContain(clip.header.SOPInstanceUID);
    }
    await element(page, 'echonet-save-identified').check();
    expect(await saved('csv')).toContain(clip.header.SOPInstanceUID);
  });

  it('go as a structured report, and the viewer shows it without being reloaded', async () => {
    await element(page, 'echonet-store-report').click();
    await element(page, 'echonet-store-report-confirm').click();
    await element(page, 'echonet-stored').waitFor({ timeout: 30_000 });
    await expect(storedFiles(sopClass.comprehensive3DSR)).resolves.toHaveLength(1);
    await element(page, 'echonet-earlier-value').first().waitFor({ timeout: 30_000 });
  }, 90_000);

  it('and, with saliency on, as a clip of the overlay', async () => {
    await element(page, 'echonet-saliency-toggle').click();
    const store = element(page, 'echonet-store-capture');
    await page
      .locator('[data-testid="echonet-store-capture"]:not(:disabled)')
      .waitFor({ timeout: 240_000 });
    await store.click();
    await saveScreenshot(page, 'capture-confirm');
    await element(page, 'echonet-store-capture-confirm').click();
    await page.getByTestId('echonet-stored').getByText('overlay').waitFor({ timeout: 60_000 });
    await expect(storedFiles(sopClass.trueColorSecondaryCapture)).resolves.toHaveLength(1);
  }, 360_000);

  it('pass dciodvfy without an error', async () => {
    if (!hasDciodvfy) return;
    for (const wanted of Object.values(sopClass)) {
      const [file] = await storedFiles(wanted);
      await expect(dciodvfyErrors(file)).resolves.toEqual([]);
    }
  });

  it('say to highdicom what the panel says to the reader', async () => {
    if (!python) return;
    const [file] = await storedFiles(sopClass.comprehensive3DSR);
    const report = await readBack(python, file);
    expect(report.studyUid).toBe(clip.StudyInstanceUID);
    // Nobody is logged in, so that only the software has observed.
    expect(report.observers).toEqual([['Device', 'EchoNet for OHIF']]);
    expect(report.groups?.map(({ tracking }) => tracking)).toEqual([
      ...results.map(({ task }) => `EchoNet ${task}`),
      'EchoNet EF, from volumes',
    ]);
    expect(report.groups?.at(-1)?.measurements[0].derivation).toBe('Calculated');
    for (const [i, { value }] of results.entries()) {
      const [measurement] = report.groups![i].measurements;
      expect(measurement.value).toBeCloseTo(value, 6);
      expect(measurement.derivation).toBe('Mean');
      expect(measurement.lines).toEqual([[clip.header.SOPClassUID, clip.header.SOPInstanceUID, 1]]);
    }
    expect(report.groups?.slice(0, results.length).map(decisionOf)).toEqual([
      'accepted',
      'rejected',
      ...results.slice(2).map(() => 'undecided'),
    ]);
  });

  it('show pydicom the sampled frames in colour, with a caption', async () => {
    if (!python) return;
    const [file] = await storedFiles(sopClass.trueColorSecondaryCapture);
    const { shape, edgeMeans } = await readBack(python, file);
    const frames = await element(page, 'echonet-results').getAttribute('data-frame-indices');
    const [count, rows, columns, samples] = shape!;
    expect(count).toBe(frames?.split(',').length);
    expect(rows).toBeGreaterThan(clip.header.Rows + 30);
    expect([columns, samples]).toEqual([clip.header.Columns, 3]);
    for (const mean of edgeMeans!) expect(mean).toBeGreaterThan(10);
  });

  it('are there when the study is opened anew: as earlier results, and in the list', async () => {
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    const earlier = element(page, 'echonet-earlier-value');
    await earlier.first().waitFor({ timeout: 30_000 });
    for (const [i, { task, value }] of results.entries()) {
      await expect(earlier.nth(i).getAttribute('data-task')).resolves.toBe(task);
      expect(Number(await earlier.nth(i).getAttribute('data-value'))).toBeCloseTo(value, 6);
    }
    await runClip(page);
    await element(page, 'echonet-earlier').scrollIntoViewIfNeeded();
    await saveScreenshot(page, 'report-earlier');
  }, 120_000);

  it('open in the viewer without an error', async () => {
    await element(page, 'echonet-clip').filter({ hasText: 'saliency' }).click();
    await page.waitForTimeout(3000);
    await saveScreenshot(page, 'capture-opened');
    await page.getByText('EchoNet results', { exact: false }).first().dblclick();
    await page.waitForTimeout(3000);
    await saveScreenshot(page, 'report-opened');
    expect(problems).toEqual([]);
  }, 60_000);

  it('are remembered when the mode is left and entered again', async () => {
    await page.locator('[data-cy="return-to-work-list"]').click();
    await page.getByText('Study list', { exact: false }).first().waitFor({ timeout: 30_000 });
    await page.goBack();
    await element(page, 'echonet-clip').first().waitFor({ timeout: 60_000 });
    // Nothing is run: they are there once the panel is.
    const again = await shownResults(page, 30_000);
    expect(again.map(({ value }) => value)).toEqual(results.map(({ value }) => value));
  }, 120_000);

  it('meet no error in the viewer on the way', () => {
    expect(problems).toEqual([]);
  });
});

function decisionOf({ evaluations }: NonNullable<ReadBack['groups']>[number]): string {
  return evaluations['reader-decision'];
}
