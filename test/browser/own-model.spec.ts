import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '../support/browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { repositoryRoot } from '../support/paths';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('the way from data to a model in the viewer', () => {
  let folder: string;
  let clip: StoredClip;
  let workplace: Workplace;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-own-model-'));
    clip = await phantomClip(31);
    const models = path.join(folder, 'models');
    workplace = await openWorkplace('embedded', [clip], [], { modelsDirectory: models });
    const example = path.join(repositoryRoot, 'training/src/example.ts');
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
  }, 300_000);

  afterAll(async () => {
    await workplace?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('ends with the new model reading a clip, with its intervals and its card', async () => {
    const page = await openPage(workplace.browser);
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
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
    await page.context().close();
  }, 120_000);
});
