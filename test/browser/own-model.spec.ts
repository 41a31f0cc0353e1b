import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import { element, openEchoNet, runClip, type ShownResult } from '../support/echonet-page';
import { repositoryRoot } from '../support/paths';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('the way from data to a model in the viewer', () => {
  let folder: string;
  let clip: StoredClip;
  let workplace: Workplace;
  let page: Page;
  let own: ShownResult[];
  let compared: { task: string; values: number[] }[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-own-model-'));
    clip = await phantomClip(31);
    const models = path.join(folder, 'models');
    workplace = await openWorkplace('embedded', [clip], [], { modelsDirectory: models });
    const example = path.join(repositoryRoot, 'training/scripts/example.ts');
    await promisify(execFile)(
      process.execPath,
      [
        '--import',
        'tsx',
        example,
        '--small',
        '--work',
        path.join(folder, 'work'),
        '--models',
        models,
      ],
      { cwd: repositoryRoot },
    );
    page = await openPage(workplace.browser);
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
  }, 300_000);

  afterAll(async () => {
    await workplace?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('ends with the new model reading a clip, with its intervals and its card', async () => {
    const results = await runClip(page);
    const manifest = JSON.parse(
      await readFile(path.join(folder, 'models/example/echonet.json'), 'utf8'),
    ) as { tasks: { id: string; calibration: { interval90HalfWidth?: number } }[] };
    expect(results.map(({ task }) => task).sort()).toEqual(
      manifest.tasks.map(({ id }) => id).sort(),
    );
    for (const { value } of results) expect(Number.isFinite(value)).toBe(true);
    const ef = manifest.tasks.find(({ id }) => id === 'EF')!;
    const shown = results.find(({ task }) => task === 'EF')!;
    const upper = shown.value + ef.calibration.interval90HalfWidth!;
    expect(shown.text).toContain(String(Math.round(upper)));
    expect(await element(page, 'echonet-model').textContent()).toContain('Example');
    own = results;
  }, 120_000);

  it('has the shipped model read the same clip beside it', async () => {
    await (await offered('a4c-phantom')).getByTestId('echonet-model-compare').click();
    await element(page, 'echonet-models-close').click();
    const rows = element(page, 'echonet-compared');
    await rows.first().waitFor({ timeout: 60_000 });
    await rows.first().scrollIntoViewIfNeeded();
    await saveScreenshot(page, 'own-model-compared');
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
    expect(compared.map(({ task }) => task).sort()).toEqual(own.map(({ task }) => task).sort());
    for (const { task, value } of own) {
      expect(compared.find((row) => row.task === task)!.values).toEqual([
        value,
        expect.any(Number),
      ]);
    }
    await element(page, 'echonet-comparison-close').click();
  }, 120_000);

  it('hands over to the shipped model, which reads what it read beside the other', async () => {
    await (await offered('a4c-phantom')).getByTestId('echonet-model-use').click();
    await element(page, 'echonet-models-close').click();
    expect(await element(page, 'echonet-results').count()).toBe(0);
    const results = await runClip(page);
    await saveScreenshot(page, 'own-model-switched');
    expect(await element(page, 'echonet-model').textContent()).not.toContain('Example');
    for (const { task, values } of compared) {
      expect(results.find((result) => result.task === task)?.value).toBe(values[1]);
    }
  }, 120_000);

  /** A model in the list of all, which this opens. */
  const offered = async (name: string): Promise<Locator> => {
    await element(page, 'echonet-models-open').click();
    return page.locator(`[data-testid="echonet-offered-model"][data-model="${name}"]`);
  };
});
