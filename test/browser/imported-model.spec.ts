import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { thresholdOnnx, tinyOnnx } from '@echonet/training/testing/onnx';
import { launchOptions, openPage, softwareWebGpuFlags } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import { configure } from '../support/configure';
import { startEchonet } from '../support/echonet';
import { openEchoNet, openResult, openTab, runClip } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { repositoryRoot } from '../support/paths';
import { saveScreenshot } from '../support/screenshot';
import { startArchiveViewer, type ArchiveViewer } from '../support/viewer';

/** Random weights, see training/python/export_onnx.py. */
const onnx = path.join(repositoryRoot, 'test/import/narrow-video.onnx');

test.describe('an ONNX file of others', () => {
  test.describe.configure({ mode: 'serial' });

  let folder: string;
  let viewer: ArchiveViewer;
  let clip: StoredClip;
  /** On WebAssembly. */
  let onWasm: number;
  let page: Page;
  const runtimeFiles: string[] = [];

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-imported-'));
    const { ended, output } = startEchonet([
      ...['import', '--onnx', onnx],
      ...['--contract', 'echonet-dynamic-ef', '--runtime', 'engine'],
      ...['--out', path.join(folder, 'imported')],
    ]);
    expect(await ended, output.stderr).toBe(0);
    await Promise.all([importOutlines(folder), importGrades(folder)]);
    // 1.28 s of the contract's clips are 32 frames of every second one; this clip has two windows.
    clip = await phantomClip(31, { frameCount: 120 });
    viewer = await startArchiveViewer('embedded', [clip], { modelsDirectory: folder });
    page = await openPage(browser);
    page.on('request', (request) => {
      const name = path.basename(new URL(request.url()).pathname);
      if (name.startsWith('onnx-runtime')) {
        runtimeFiles.push(name);
      }
    });
    await configure(page, { viewClassifier: false, backend: 'wasm' });
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
  });

  test.afterAll(async () => {
    await viewer?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('goes from the import to a number in the panel, in windows of frames', async () => {
    test.setTimeout(240_000);
    expect(runtimeFiles).toEqual([]);
    const [result] = await runClip(page, 200_000);
    expect(result.task).toBe('EF');
    expect(result.unit).toBe('%');
    // Random weights: near the bias that training would have begun with.
    expect(Math.abs(result.value - 55.6)).toBeLessThan(5);
    onWasm = result.value;
    expect(new Set(runtimeFiles)).toEqual(
      new Set(['onnx-runtime.js', 'onnx-runtime-loader.js', 'onnx-runtime.wasm']),
    );
    const row = await openResult(page, 'EF');
    await expect(row.getByTestId('echonet-windows')).toContainText('2 windows of 32 frames');
  });

  test('rates the images by an imported quality model', async () => {
    await page.getByTestId('echonet-clips-toggle').click();
    await expect(page.getByTestId('echonet-rated').first()).toContainText(
      /^Image quality \d\.\d of 5/,
    );
    await expect(page.getByTestId('echonet-clip-facts').first()).toHaveAttribute(
      'title',
      /Image quality by Regional image quality .* Annulus, right in the image \d/,
    );
    await page.getByTestId('echonet-clips-toggle').click();
  });

  test('says that it was not evaluated here, and what ran it', async () => {
    await expect(page.getByTestId('echonet-warnings')).toContainText('not evaluated at this site');
    // A (2+1)D network, which the import has translated; ONNX Runtime rated the images.
    await expect(page.getByTestId('echonet-backend')).toContainText("EchoNet's engine");
  });

  test('outlines every frame with an imported segmentation network', async () => {
    await openTab(page, 'contours');
    await expect(page.getByTestId('echonet-contour-model')).toContainText('Outlines of a test');
    await expect(page.getByTestId('echonet-contours')).toBeVisible({ timeout: 60_000 });
  });

  test('outlines it with another model beside', async () => {
    test.setTimeout(180_000);
    const second = page.getByTestId('echonet-contours-other').first();
    await page.getByTestId('echonet-contours-compare').click();
    await second.click();
    const compared = page.getByTestId('echonet-contour-comparison');
    await expect(compared.getByRole('status')).toHaveCount(0, { timeout: 150_000 });
    await expect(compared.getByTestId('echonet-error')).toHaveCount(0);
    await expect(compared.locator('thead th')).toContainText([
      'Outlines of a test',
      'LV CAMUS',
      'Difference',
    ]);
    const overhang = await compared.locator('table').evaluate((table) => {
      return table.scrollWidth - table.parentElement!.clientWidth;
    });
    expect(overhang).toBeLessThanOrEqual(0);
    await saveScreenshot(page, 'contours-compared');
    await expect(page.getByTestId('echonet-contours-compared').first()).toBeVisible();
    const both = page.locator('canvas[data-contour-frame][data-compared-frame]');
    await expect(both).toHaveCount(1);
    await page.getByTestId('echonet-contour-comparison-close').click();
    await expect(compared).toHaveCount(0);
    await expect(both).toHaveCount(0);
  });

  test('offers maps of occlusion alone, one for each window', async () => {
    await openTab(page, 'saliency');
    await page.getByTestId('echonet-saliency-toggle').click();
    await expect(page.getByTestId('echonet-saliency-method').locator('option')).toHaveText([
      'Occlusion',
    ]);
    await expect(page.getByTestId('echonet-saliency-samples')).toHaveCount(0);
    await expect(page.getByTestId('echonet-saliency-progress')).toBeVisible();
    await expect(page.getByTestId('echonet-saliency-progress')).toHaveCount(0, { timeout: 90_000 });
    await expect(page.getByTestId('echonet-error')).toHaveCount(0);
    await page.getByTestId('echonet-saliency-toggle').click();
  });

  test('gives the same number on WebGPU, or says why WebAssembly runs it', async () => {
    test.setTimeout(240_000);
    const browser = await chromium.launch(launchOptions(softwareWebGpuFlags));
    const other = await openPage(browser);
    await configure(other, { viewClassifier: false, segmentation: false, backend: 'webgpu' });
    await openEchoNet(other, viewer.url, clip.StudyInstanceUID);
    const [{ value }] = await runClip(other, 200_000);
    expect(Math.abs(value - onWasm) / onWasm).toBeLessThan(1e-3);
    await expect(other.getByTestId('echonet-backend')).toContainText(/, WebGPU| \(WebGPU /);
    await browser.close();
  });

  test('is refused where its recorded answer does not come, and the viewer goes on', async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const json = await readFile(path.join(folder, 'imported/echonet.json'), 'utf8');
    const manifest = JSON.parse(json) as { onnx: { recorded: { answer: number[] } } };
    manifest.onnx.recorded.answer = [20];
    const other = await openPage(browser);
    await configure(other, { viewClassifier: false, backend: 'wasm' });
    await other.route('**/imported/echonet.json', (route) => route.fulfill({ json: manifest }));
    await openEchoNet(other, viewer.url, clip.StudyInstanceUID);
    await other.getByTestId('echonet-run').click();
    await expect(other.getByText(/gives another answer to its test clip here/).first()).toBeVisible(
      { timeout: 200_000 },
    );
    await expect(other.getByTestId('echonet-run')).toBeEnabled();
    await other.close();
  });
});

/** A network that takes what is bright for the left ventricle. */
async function importOutlines(folder: string): Promise<void> {
  const [file, contract] = ['outlines.onnx', 'outlines.json'].map((name) =>
    path.join(folder, name),
  );
  await writeFile(file, thresholdOnnx(64));
  const ready = path.join(repositoryRoot, 'training/contracts/echonet-dynamic-lv.json');
  const { input, ...others } = JSON.parse(await readFile(ready, 'utf8')) as {
    input: { image: object };
  };
  const image = { ...input.image, size: 64, highest: 1, mean: [0, 0, 0], sd: [1, 1, 1] };
  const name = 'Outlines of a test';
  await writeFile(contract, JSON.stringify({ ...others, name, input: { ...input, image } }));
  const { ended, output } = startEchonet([
    ...['import', '--onnx', file, '--contract', contract],
    ...['--out', path.join(folder, 'outlines')],
  ]);
  expect(await ended, output.stderr).toBe(0);
}

/** Eight grades that grow with the mean grey value. */
async function importGrades(folder: string): Promise<void> {
  const file = path.join(folder, 'grades.onnx');
  const weights = Array.from({ length: 8 }, () => [0.02]);
  await writeFile(file, tinyOnnx({ shape: [1, 1, 256, 256], weights, bias: weights.map(() => 1) }));
  const { ended, output } = startEchonet([
    ...['import', '--onnx', file, '--contract', 'regional-quality'],
    ...['--runtime', 'onnx-runtime'],
    ...['--out', path.join(folder, 'grades')],
  ]);
  expect(await ended, output.stderr).toBe(0);
}
