import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import { configure } from '../support/configure';
import {
  dciodvfyErrors,
  dicomPython,
  encapsulatedDocument,
  hasDciodvfy,
  hasDcm2pdf,
  readBack,
  readProcedureReport,
} from '../support/dicom-checks';
import {
  openEchoNet,
  runClip,
  shownFrameIndices,
  shownResults,
  type ShownResult,
  toggleSaliency,
  listClips,
  openTab,
  waitForClips,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { hasOrthanc } from '../support/orthanc';
import { hasPdftotext, pdfPages, savePageImage } from '../support/pdf-checks';
import { saveScreenshot } from '../support/screenshot';
import { retrieveInstances } from '../support/wado';

if (!hasOrthanc) {
  console.warn('Orthanc is not installed: the embedded archive stands in for it.');
}

test.use({
  archive: hasOrthanc ? 'orthanc' : 'embedded',
  clips: async ({}, use) => use([await phantomClip(11)]),
});

const sopClass = {
  comprehensive3DSR: '1.2.840.10008.5.1.4.1.1.88.34',
  comprehensiveSR: '1.2.840.10008.5.1.4.1.1.88.33',
  trueColorSecondaryCapture: '1.2.840.10008.5.1.4.1.1.7.4',
};

/** Stored last, when what was measured is accepted too. */
const encapsulatedPdf = '1.2.840.10008.5.1.4.1.1.104.1';

/** Whether the browser asks before the page goes, as after a change of the host's language. */
function asksBeforeUnload(page: Page): Promise<boolean> {
  return page.evaluate(
    () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
  );
}

test.describe('results that are stored in the archive', () => {
  test.describe.configure({ mode: 'serial' });

  let clip: StoredClip;
  let page: Page;
  let results: ShownResult[];
  let python: string | undefined;
  let fhirEndpoint: string;
  let storedFiles: (SOPClassUID: string) => Promise<Uint8Array[]>;
  /** Uncaught errors and console errors of the viewer. */
  const problems: string[] = [];

  test.beforeAll(async ({ browser, viewer, clips }) => {
    [clip] = clips;
    python = await dicomPython();
    storedFiles = (SOPClassUID) =>
      retrieveInstances(viewer.dicomwebUrl, clip.StudyInstanceUID, SOPClassUID);
    page = await openPage(browser);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        problems.push(message.text());
      }
    });
    fhirEndpoint = new URL('/fhir', viewer.url).href;
    await configure(page, {
      actions: { storeProcedureReport: true, downloadFhir: true, storePdf: true },
      fhir: { endpoint: fhirEndpoint },
    });
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    results = await runClip(page);
  });

  test('are accepted and rejected one by one, with the keyboard', async () => {
    const rowOf = ({ task }: ShownResult) =>
      page.locator(`[data-testid="echonet-result"][data-task="${task}"]`);
    const [accepted, rejected] = results;
    await rowOf(accepted).getByTestId('echonet-accept').press('Enter');
    await rowOf(rejected).getByTestId('echonet-reject').press('Space');
    // Values measured from contours can be decided on too.
    const rows = await page.getByTestId('echonet-accept').count();
    expect(rows).toBeGreaterThan(results.length);
    await expect(page.getByTestId('echonet-decided')).toHaveText(
      `1 of ${rows} accepted, 1 rejected`,
    );
    await saveScreenshot(page, 'report-decided');
    expect(await asksBeforeUnload(page)).toBe(true);
  });

  test('are not stored until the reader confirms', async () => {
    await openTab(page, 'report');
    await page.getByTestId('echonet-store-report').press('Enter');
    await saveScreenshot(page, 'report-confirm');
    await page.keyboard.press('Escape');
    expect(await storedFiles(sopClass.comprehensive3DSR)).toEqual([]);
  });

  for (const [fault, status, sentence] of [
    ['forbids it', 403, /No permission to store in this archive \(HTTP 403\)/],
    ['cannot be reached', 0, /Archive not reachable/],
  ] as const) {
    test(`are not stored when the archive ${fault}, and the panel says why`, async () => {
      const before = problems.length;
      await page.route('**/dicom-web/studies', (route) =>
        status > 0 ? route.fulfill({ status, body: 'no' }) : route.abort('connectionfailed'),
      );
      await page.getByTestId('echonet-store-report').click();
      await page.getByTestId('echonet-store-report-confirm').click();
      await expect(page.getByRole('alert').filter({ hasText: sentence }).first()).toBeVisible();
      await page.unroute('**/dicom-web/studies');
      // The browser itself writes failed requests to the console.
      problems.length = before;
      expect(await storedFiles(sopClass.comprehensive3DSR)).toEqual([]);
      expect(await page.getByTestId('echonet-earlier').count()).toBe(0);
    });
  }

  test('are saved as a file that identifies the patient only when the reader ticks it', async () => {
    const saved = async (format: 'json' | 'csv'): Promise<string> => {
      const download = page.waitForEvent('download');
      await page.getByTestId(`echonet-save-${format}`).click();
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
    await page.getByTestId('echonet-save-identified').check();
    expect(await saved('csv')).toContain(clip.header.SOPInstanceUID);
  });

  test('are stored as a structured report, which the viewer shows without a reload', async () => {
    await page.getByTestId('echonet-store-report').click();
    await page.getByTestId('echonet-store-report-confirm').click();
    await expect(page.getByTestId('echonet-stored')).toBeVisible();
    expect(await storedFiles(sopClass.comprehensive3DSR)).toHaveLength(1);
    await expect(page.getByTestId('echonet-earlier-value').first()).toBeVisible();
    expect(await asksBeforeUnload(page)).toBe(false);
  });

  test('are stored for a reporting system as far as the reader accepted them', async () => {
    await page.getByTestId('echonet-store-procedure-report').click();
    await page.getByTestId('echonet-store-procedure-report-confirm').click();
    await expect(page.getByTestId('echonet-stored').getByText('procedure report')).toBeVisible();
    const files = await storedFiles(sopClass.comprehensiveSR);
    expect(files).toHaveLength(1);
    if (python) {
      const numbers = await readProcedureReport(python, files[0]);
      expect(numbers.map(({ code }) => code)).toEqual(['18043-0']);
      expect(numbers[0].value).toBeCloseTo(results[0].value, 6);
    }
  });

  test('are sent to the FHIR server, and stored only when it says so', async () => {
    const sent: unknown[] = [];
    let status = 403;
    await page.route(fhirEndpoint, async (route) => {
      const { entry } = route.request().postDataJSON() as { entry: unknown[] };
      sent.push(entry.at(-1));
      const stored = entry.map(() => ({ response: { status: '201 Created' } }));
      const json = { resourceType: 'Bundle', type: 'transaction-response', entry: stored };
      await route.fulfill({ status, json });
    });
    const send = async () => {
      await page.getByTestId('echonet-send-fhir').click();
      await page.getByTestId('echonet-send-fhir-confirm').click();
    };
    const before = problems.length;
    await send();
    const refusal = page.getByRole('alert').filter({ hasText: 'No permission' });
    await expect(refusal.first()).toBeVisible();
    // The browser itself writes failed requests to the console.
    problems.length = before;
    status = 200;
    await send();
    await expect(page.getByTestId('echonet-stored').getByText('FHIR')).toBeVisible();
    await page.unroute(fhirEndpoint);
    const download = page.waitForEvent('download');
    await page.getByTestId('echonet-save-fhir').click();
    const saved = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
      entry: unknown[];
    };
    for (const last of [...sent, saved.entry.at(-1)]) {
      expect(last).toMatchObject({
        resource: {
          resourceType: 'DiagnosticReport',
          status: 'preliminary',
          study: [{ identifier: { value: `urn:oid:${clip.StudyInstanceUID}` } }],
          result: [{ reference: expect.stringMatching(/^urn:uuid:/) }],
        },
      });
    }
  });

  test('are stored, with saliency on, as a clip of the overlay', async () => {
    await toggleSaliency(page);
    await openTab(page, 'report');
    const store = page.getByTestId('echonet-store-capture');
    await expect(store).toBeEnabled({ timeout: 240_000 });
    await store.click();
    await page.getByTestId('echonet-store-capture-confirm').click();
    await expect(page.getByTestId('echonet-stored').getByText('overlay')).toBeVisible({
      timeout: 60_000,
    });
    expect(await storedFiles(sopClass.trueColorSecondaryCapture)).toHaveLength(1);
  });

  test('pass dciodvfy without an error', async () => {
    test.skip(!hasDciodvfy, 'dciodvfy is not installed: apt-get install dicom3tools');
    for (const wanted of Object.values(sopClass)) {
      const [file] = await storedFiles(wanted);
      expect(await dciodvfyErrors(file)).toEqual([]);
    }
  });

  test('are read by highdicom as the panel shows them', async () => {
    test.skip(!python, 'highdicom is not installed.');
    const [file] = await storedFiles(sopClass.comprehensive3DSR);
    const report = await readBack(python!, file);
    expect(report.studyUid).toBe(clip.StudyInstanceUID);
    // Nobody is logged in, so the software is the only observer.
    expect(report.observers).toEqual([['Device', 'EchoNet for OHIF']]);
    // The reader accepted nothing of what was measured from contours.
    expect(report.groups?.map(({ tracking }) => tracking)).toEqual(['EchoNet predictions']);
    const [{ measurements, regions }] = report.groups!;
    expect(regions).toEqual([[clip.header.SOPClassUID, clip.header.SOPInstanceUID, 1]]);
    const [accepted, rejected] = results;
    expect(measurements[0].value).toBeCloseTo(accepted.value, 6);
    for (const { value, derivation } of measurements) {
      expect(results.some((result) => Math.abs(result.value - value) < 1e-6)).toBe(true);
      expect(value).not.toBeCloseTo(rejected.value, 6);
      expect(derivation).toBe('Estimated');
    }
  });

  test('are read by pydicom as the sampled frames in colour, with a caption', async () => {
    test.skip(!python, 'pydicom is not installed.');
    const [file] = await storedFiles(sopClass.trueColorSecondaryCapture);
    const { shape, edgeMeans } = await readBack(python!, file);
    const frames = await shownFrameIndices(page);
    const [count, rows, columns, samples] = shape!;
    expect(count).toBe(frames.length);
    expect(rows).toBeGreaterThan(clip.header.Rows + 30);
    expect([columns, samples]).toEqual([clip.header.Columns, 3]);
    for (const mean of edgeMeans!) {
      expect(mean).toBeGreaterThan(10);
    }
  });

  test('are earlier results, and in the list, when the study is opened again', async ({
    viewer,
  }) => {
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    const earlier = page.getByTestId('echonet-earlier-value');
    await openTab(page, 'report');
    await expect(earlier.first()).toBeVisible();
    const stored = await earlier.evaluateAll((rows) =>
      rows.map((row) => ({ task: row.dataset.task, value: Number(row.dataset.value) })),
    );
    expect(stored[0].task).toBe(results[0].task);
    expect(stored.some(({ task }) => task === results[1].task)).toBe(false);
    for (const { task, value } of stored) {
      expect(value).toBeCloseTo(results.find((result) => result.task === task)!.value, 6);
    }
    await runClip(page);
    // Stored, current and change, before anything is decided.
    await expect(earlier.first().locator('td')).toHaveText([/\d/, /\d/, /\d/]);
    await page.getByTestId('echonet-earlier').scrollIntoViewIfNeeded();
    await saveScreenshot(page, 'report-earlier');
  });

  test('are saved, opened and stored as PDF, with what was measured once it is accepted', async () => {
    await openTab(page, 'contours');
    await page.getByTestId('echonet-edit-contour').waitFor({ timeout: 240_000 });
    await openTab(page, 'report');
    await page.getByTestId('echonet-accepted-all').click();
    const download = page.waitForEvent('download');
    await page.getByTestId('echonet-save-pdf').click();
    const pdf = await readFile(await (await download).path());
    await page.getByTestId('echonet-store-pdf').click();
    await page.getByTestId('echonet-store-pdf-confirm').click();
    await expect(page.getByTestId('echonet-stored').getByText('PDF')).toBeVisible();
    const [file] = await storedFiles(encapsulatedPdf);
    if (hasDciodvfy) {
      expect(await dciodvfyErrors(file)).toEqual([]);
    }
    const opened = page.waitForEvent('popup');
    await page.getByTestId('echonet-print-pdf').click();
    const popup = await opened;
    // A browser without a viewer of PDFs downloads it.
    await Promise.race([popup.waitForURL(/^blob:/), popup.waitForEvent('download')]);
    await popup.close();
    if (!hasPdftotext || !hasDcm2pdf) {
      return;
    }
    const stored = await encapsulatedDocument(file);
    await savePageImage(stored, test.info().outputPath('report-pdf'));
    const [saved, inArchive] = await Promise.all([pdfPages(pdf), pdfPages(stored)]);
    expect(saved.join()).toContain('De-identified: no patient and no study named.');
    inArchive.forEach((text, index) =>
      expect(text).toContain(`Page ${index + 1} of ${inArchive.length}`),
    );
    for (const text of [saved.join(), inArchive.join()]) {
      expect(text).toMatch(/Left ventricle: .*End-diastolic volume is/);
      expect(text).toContain('SIMULATED');
      expect(text).toMatch(/Clip 1, frame \d+, ED/);
    }
  });

  test('open in the viewer without an error', async () => {
    await listClips(page);
    // It is no clip of the study, but an image of it.
    await expect(page.getByTestId('echonet-clip')).toHaveCount(1);
    const open = (name: string) => page.getByText(name, { exact: false }).first().dblclick();
    await open('EchoNet saliency');
    await page.waitForTimeout(3000);
    await saveScreenshot(page, 'capture-opened');
    const lines = page.locator('svg.svg-layer text');
    // A busy machine's host sometimes shows the clip of a report without its lines, until something else was open.
    await expect(async () => {
      await open('EchoNet saliency');
      await open('EchoNet results');
      await expect(lines.first()).toContainText('Ejection Fraction', { timeout: 10_000 });
    }).toPass({ timeout: 40_000 });
    const cutOff = () =>
      lines.evaluateAll((texts) => {
        return texts.filter((text) => {
          const [line, layer] = [text, text.closest('svg')!].map((it) =>
            it.getBoundingClientRect(),
          );
          return line.left < layer.left || line.right > layer.right;
        }).length;
      });
    await expect.poll(cutOff).toBe(0);
    await saveScreenshot(page, 'report-opened');
    await open('EchoNet procedure report');
    await page.waitForTimeout(3000);
    await saveScreenshot(page, 'procedure-report-opened');
    expect(problems).toEqual([]);
  });

  test('are kept when the mode is left and entered again', async () => {
    await page.locator('[data-cy="return-to-work-list"]').click();
    await expect(page.getByText('Study list').first()).toBeVisible();
    await page.goBack();
    await waitForClips(page);
    // Without another run.
    const again = await shownResults(page, 30_000);
    expect(again.map(({ value }) => value)).toEqual(results.map(({ value }) => value));
  });

  test('cause no error in the viewer', () => {
    expect(problems).toEqual([]);
  });
});
