// How much of an analysis in the viewer the contours take: npm run bench:contours -- --help
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { launchOptions, openPage } from '../../support/browser';
import { phantomClip } from '../../support/clips';
import { openEchoNet } from '../../support/echonet-panel';
import { startArchiveViewer } from '../../support/viewer';

const usage = `Analyses a simulated clip in the viewer with the bundled models, again and again.
  --frames <n>   frames of the clip (default 60)
  --rounds <n>   analyses that are measured (default 3); one more goes before them
`;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

interface Round {
  /** From the click to the end of the predictions, ms. */
  readonly predictionsMs: number;
  /** From there until all frames are outlined and measured, ms. */
  readonly contoursMs: number;
}

/** The table of measured values is away while contours are made. */
const measured = '[data-testid="echonet-measured"]';

async function analyse(page: Page): Promise<Round> {
  const table = page.locator(measured);
  const start = performance.now();
  await page.getByTestId('echonet-run').click();
  await table.waitFor({ state: 'detached', timeout: 600_000 });
  const predicted = performance.now();
  await table.waitFor({ timeout: 600_000 });
  const outlined = performance.now();
  return { predictionsMs: predicted - start, contoursMs: outlined - predicted };
}

async function measure(frameCount: number, rounds: number): Promise<Round[]> {
  const clip = await phantomClip(13, { frameCount });
  const viewer = await startArchiveViewer('embedded', [clip]);
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await openPage(browser);
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    await page.getByTestId('echonet-run').click();
    await page.locator(measured).waitFor({ timeout: 600_000 });
    const done: Round[] = [];
    while (done.length < rounds) {
      done.push(await analyse(page));
    }
    return done;
  } finally {
    await browser.close();
    await viewer.close();
  }
}

if (values.help) {
  console.log(usage);
} else {
  const frames = Number(values.frames);
  const [{ model }] = cpus();
  const load = loadavg()[0].toFixed(1);
  console.log(`${model.trim()}, ${cpus().length} cores; load ${load} before the run.\n`);
  console.log('| frames | predictions, s | contours, s | contours / predictions |');
  console.log('| ------ | -------------- | ----------- | ---------------------- |');
  for (const { predictionsMs, contoursMs } of await measure(frames, Number(values.rounds))) {
    const seconds = (ms: number) => (ms / 1000).toFixed(2);
    const share = `${Math.round((100 * contoursMs) / predictionsMs)} %`;
    console.log(`| ${frames} | ${seconds(predictionsMs)} | ${seconds(contoursMs)} | ${share} |`);
  }
}
