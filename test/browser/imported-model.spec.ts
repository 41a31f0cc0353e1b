import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import { configure } from '../support/configure';
import { startEchonet } from '../support/echonet';
import { openEchoNet, openResult, openTab, runClip } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { repositoryRoot } from '../support/paths';
import { startArchiveViewer, type ArchiveViewer } from '../support/viewer';

/** Random weights, see training/python/export_onnx.py. */
const onnx = path.join(repositoryRoot, 'test/import/narrow-video.onnx');

test.describe('an ONNX file of others', () => {
  test.describe.configure({ mode: 'serial' });

  let folder: string;
  let viewer: ArchiveViewer;
  let clip: StoredClip;
  let page: Page;
  const runtimeFiles: string[] = [];

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-imported-'));
    const { ended, output } = startEchonet([
      ...['import', '--onnx', onnx],
      ...['--contract', 'echonet-dynamic-ef'],
      ...['--out', path.join(folder, 'imported')],
    ]);
    expect(await ended, output.stderr).toBe(0);
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
    expect(new Set(runtimeFiles)).toEqual(
      new Set(['onnx-runtime.js', 'onnx-runtime-loader.js', 'onnx-runtime.wasm']),
    );
    const row = await openResult(page, 'EF');
    await expect(row.getByTestId('echonet-windows')).toContainText('2 windows of 32 frames');
  });

  test('says that it was not evaluated here, and what ran it', async () => {
    await expect(page.getByTestId('echonet-warnings')).toContainText('not evaluated at this site');
    await expect(page.getByTestId('echonet-backend')).toContainText('ONNX Runtime Web');
  });

  test('offers maps of occlusion alone', async () => {
    await openTab(page, 'saliency');
    await page.getByTestId('echonet-saliency-toggle').click();
    await expect(page.getByTestId('echonet-saliency-method').locator('option')).toHaveText([
      'Occlusion',
    ]);
    await expect(page.getByTestId('echonet-saliency-samples')).toHaveCount(0);
    await page.getByTestId('echonet-saliency-toggle').click();
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
