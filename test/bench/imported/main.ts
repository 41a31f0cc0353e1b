// What an imported video network costs in the viewer: npm run bench:imported -- --help
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { median } from 'd3-array';
import { launchOptions, openPage } from '../../support/browser';
import { phantomClip, type StoredClip } from '../../support/clips';
import { configure } from '../../support/configure';
import { startEchonet } from '../../support/echonet';
import { openEchoNet, openResult, runClip } from '../../support/echonet-panel';
import { startArchiveViewer } from '../../support/viewer';
import { mainThreadTime } from './main-thread-time';

const runtimes = ['engine', 'onnx-runtime'] as const;

/** Frames of a short and a long clip: what an analysis costs once falls out of their difference. */
const frameCounts = [120, 376];

/** An analysis of a clip after the first, medians of the rounds. */
interface Analysis {
  readonly windows: number;
  /** From the click to the result, ms. */
  readonly ms: number;
  /** Of the page's main thread, by the plugin. */
  readonly mainThreadMs: number;
}

const usage = `Imports the ONNX file of a video network for the engine and for ONNX Runtime, and measures what a
window of frames costs with each in the viewer: npm run bench:imported -- <file>
  --contract <name>   as of echonet import (default echonet-dynamic-ef)
  --rounds <n>        analyses of each after the first one (default 3)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    contract: { type: 'string', default: 'echonet-dynamic-ef' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || positionals.length !== 1) {
  console.log(usage);
} else {
  await compareRuntimes(positionals[0]);
}

async function compareRuntimes(file: string): Promise<void> {
  const load = loadavg()[0].toFixed(1);
  console.log(`${cpus()[0].model.trim()}, ${cpus().length} cores; load ${load} before the run.`);
  const clips = await Promise.all(
    frameCounts.map((frameCount, index) => phantomClip(31 + index, { frameCount })),
  );
  console.log(
    '| runtime | windows | analysis, ms | of the main thread, ms | a window more, ms | of the main thread, ms |',
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const runtime of runtimes) {
    const [short, long] = await measure(file, runtime, clips);
    const more = (of: 'ms' | 'mainThreadMs') =>
      (long[of] - short[of]) / (long.windows - short.windows);
    const cells = [
      `${short.windows} and ${long.windows}`,
      `${short.ms.toFixed(0)} and ${long.ms.toFixed(0)}`,
      `${short.mainThreadMs.toFixed(1)} and ${long.mainThreadMs.toFixed(1)}`,
      more('ms').toFixed(0),
      more('mainThreadMs').toFixed(1),
    ];
    console.log(`| ${runtime} | ${cells.join(' | ')} |`);
  }
}

async function measure(
  file: string,
  runtime: (typeof runtimes)[number],
  clips: readonly StoredClip[],
): Promise<Analysis[]> {
  const modelsDirectory = await mkdtemp(path.join(tmpdir(), 'echonet-imported-'));
  try {
    const { ended, output } = startEchonet([
      ...['import', '--onnx', file, '--contract', values.contract, '--runtime', runtime],
      ...['--out', path.join(modelsDirectory, 'imported')],
    ]);
    if ((await ended) !== 0) {
      throw new Error(output.stderr);
    }
    const viewer = await startArchiveViewer('embedded', clips, { modelsDirectory });
    const browser = await chromium.launch(launchOptions());
    try {
      const analyses: Analysis[] = [];
      for (const { StudyInstanceUID } of clips) {
        const page = await openPage(browser);
        await configure(page, { viewClassifier: false, segmentation: false, backend: 'wasm' });
        await openEchoNet(page, viewer.url, StudyInstanceUID);
        analyses.push(await analyse(page));
        await page.close();
      }
      return analyses;
    } finally {
      await browser.close();
      await viewer.close();
    }
  } finally {
    await rm(modelsDirectory, { recursive: true, force: true });
  }
}

async function analyse(page: Page): Promise<Analysis> {
  const [{ task }] = await runClip(page, 600_000);
  const said = await (await openResult(page, task)).getByTestId('echonet-windows').innerText();
  const [ms, mainThreadMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    const startedAt = performance.now();
    mainThreadMs.push(await mainThreadTime(page, () => runAgain(page)));
    ms.push(performance.now() - startedAt);
  }
  return {
    windows: Number(/\d+/.exec(said)?.[0]),
    ms: median(ms)!,
    mainThreadMs: median(mainThreadMs)!,
  };
}

async function runAgain(page: Page): Promise<void> {
  const progress = page.getByTestId('echonet-progress');
  await page.getByTestId('echonet-run').click();
  await progress.waitFor({ state: 'attached' });
  await progress.waitFor({ state: 'detached', timeout: 600_000 });
}
