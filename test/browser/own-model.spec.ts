import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { phantomClip } from '../support/clips';
import { openEchoNet, runClip, type ShownResult, openTab } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { repositoryRoot } from '../support/paths';
import { startArchiveViewer, type ArchiveViewer } from '../support/viewer';

test.describe('the way from data to a model in the viewer', () => {
  test.describe.configure({ mode: 'serial' });

  let folder: string;
  let viewer: ArchiveViewer;
  let page: Page;
  let ownResults: ShownResult[];
  let compared: { task: string; values: number[] }[];

  test.beforeAll(async ({ browser }) => {
    // Without libtensorflow the example trains on plain JavaScript.
    test.setTimeout(600_000);
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-own-model-'));
    const [work, models] = [path.join(folder, 'work'), path.join(folder, 'models')];
    const clip = await phantomClip(31);
    viewer = await startArchiveViewer('embedded', [clip], { modelsDirectory: models });
    const example = path.join(repositoryRoot, 'training/scripts/example.ts');
    await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', example, '--small', '--work', work, '--models', models],
      { cwd: repositoryRoot },
    );
    page = await openPage(browser);
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
  });

  test.afterAll(async () => {
    await viewer?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('ends with the new model reading a clip, with its intervals and its card', async () => {
    const results = await runClip(page);
    const manifest = JSON.parse(
      await readFile(path.join(folder, 'models/example/echonet.json'), 'utf8'),
    ) as { tasks: { id: string; calibration: { interval90HalfWidth?: number } }[] };
    expect(results.map(({ task }) => task).sort()).toEqual(
      manifest.tasks.map(({ id }) => id).sort(),
    );
    for (const { value } of results) {
      expect(Number.isFinite(value)).toBe(true);
    }
    const ef = manifest.tasks.find(({ id }) => id === 'EF')!;
    const shown = results.find(({ task }) => task === 'EF')!;
    // Of few phantoms the interval is wide; no ejection fraction is above 100 %.
    const upper = Math.min(100, shown.value + ef.calibration.interval90HalfWidth!);
    expect(shown.text).toContain(String(Math.round(upper)));
    expect(await page.getByTestId('echonet-model').textContent()).toContain('Example');
    ownResults = results;
  });

  test('has the bundled model read the same clip beside it', async () => {
    const offered = await openModelList('a4c-phantom');
    await offered.getByTestId('echonet-model-compare').click();
    const rows = page.getByTestId('echonet-compared');
    await rows.first().waitFor({ timeout: 60_000 });
    await rows.first().scrollIntoViewIfNeeded();
    const overhang = await rows.first().evaluate((row) => {
      const table = row.closest('table')!;
      return table.scrollWidth - table.parentElement!.clientWidth;
    });
    expect(overhang).toBeLessThanOrEqual(0);
    compared = await rows.evaluateAll((nodes) =>
      nodes.map((node) => ({
        task: (node as HTMLElement).dataset.task!,
        values: [...node.querySelectorAll('td[data-value]')].map((cell) =>
          Number((cell as HTMLElement).dataset.value),
        ),
      })),
    );
    expect(compared.map(({ task }) => task)).toEqual(
      expect.arrayContaining(ownResults.map(({ task }) => task)),
    );
    for (const { task, value } of ownResults) {
      expect(compared.find((row) => row.task === task)!.values).toEqual([
        value,
        expect.any(Number),
      ]);
    }
    await page.getByTestId('echonet-comparison-close').click();
  });

  test('switches to the bundled model, which predicts the same as in the comparison', async () => {
    const offered = await openModelList('a4c-phantom');
    await offered.getByTestId('echonet-model-use').click();
    expect(await page.getByTestId('echonet-results').count()).toBe(0);
    const results = await runClip(page);
    expect(await page.getByTestId('echonet-model').textContent()).not.toContain('Example');
    for (const { task, values } of compared) {
      expect(results.find((result) => result.task === task)?.value).toBe(values.at(-1));
    }
  });

  /** Opens the list of models and returns the entry of one. */
  const openModelList = async (model: string): Promise<Locator> => {
    await openTab(page, 'models');
    const list = page.getByTestId('echonet-models-open');
    if ((await list.getAttribute('aria-expanded')) === 'false') {
      await list.click();
    }
    return page.locator(`[data-testid="echonet-offered-model"][data-model="${model}"]`);
  };
});
