// How much of an analysis in the viewer the contours take: npm run bench:contours -- --help
import { readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { launchOptions, openPage } from '../../support/browser';
import { describeClip, phantomClip, type StoredClip } from '../../support/clips';
import { openEchoNet, openTab } from '../../support/echonet-panel';
import { longScriptsDuring, longTasksDuring, type LongScript } from '../../support/long-tasks';
import { startArchiveViewer } from '../../support/viewer';
import { drawingTime, timeDrawing, type DrawingTime } from './drawing';

const usage = `Analyses a clip in the viewer with the bundled models, again and again, and plays it with its
contours.
  --frames <n>   frames of the simulated clip (default 60)
  --dicom <file> a clip of your own in its place: a real one is read by other networks
  --rounds <n>   analyses that are measured (default 3), after the first one
`;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '60' },
    dicom: { type: 'string' },
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

interface Measured {
  /** On a page that has just opened: models, clip and its frames are fetched, and the view is checked. */
  readonly first: Round;
  readonly again: readonly Round[];
  readonly drawing: DrawingTime;
  readonly longTasksMs: readonly number[];
  readonly longScripts: readonly LongScript[];
}

/** Frames a second of the cine in which drawing is measured, and for how long. */
const cine = { framesPerSecond: 30, durationMs: 6000 };

/** Longest task that does not block the page noticeably, ms. */
const maxTaskMs = 50;

/** Scripts of a slow frame that are listed, ms. */
const leastScriptMs = 10;

async function analyse(page: Page): Promise<Round> {
  const start = performance.now();
  await page.getByTestId('echonet-run').click();
  await progressShows(page, 'Tracing contours');
  const between = performance.now();
  await progressShows(page, undefined);
  return { predictionsMs: between - start, contoursMs: performance.now() - between };
}

/**
 * Looks in every animation frame; the wait of a locator looks twice a second at last.
 *
 * @param text undefined until there is no progress any more
 */
async function progressShows(page: Page, text: string | undefined): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const shown = document.querySelector('[data-testid="echonet-progress"]')?.textContent;
      return wanted === undefined ? shown === undefined : shown?.includes(wanted) === true;
    },
    text,
    { polling: 'raf', timeout: 600_000 },
  );
}

async function measure(clip: StoredClip, rounds: number): Promise<Measured> {
  const viewer = await startArchiveViewer('embedded', [clip]);
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await openPage(browser);
    await timeDrawing(page);
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    const first = await analyse(page);
    const again: Round[] = [];
    const longTasksMs = await longTasksDuring(page, async () => {
      while (again.length < rounds) {
        again.push(await analyse(page));
      }
    });
    const longScripts = await longScriptsDuring(page, leastScriptMs, () => analyse(page));
    await openTab(page, 'contours');
    for (const part of ['Wall', 'Left atrium']) {
      await page.getByRole('button', { name: part }).click();
    }
    const drawing = await drawingTime(page, cine.framesPerSecond, cine.durationMs);
    return { first, again, drawing, longTasksMs, longScripts };
  } finally {
    await browser.close();
    await viewer.close();
  }
}

function report(
  frames: number,
  { first, again, drawing, longTasksMs, longScripts }: Measured,
): void {
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const row = (run: string, { predictionsMs, contoursMs }: Round) => [
    run,
    seconds(predictionsMs),
    seconds(contoursMs),
    `${Math.round((100 * contoursMs) / predictionsMs)} %`,
  ];
  const rows = [
    ['run', 'predictions, s', 'contours, s', 'contours / predictions'],
    row('first', first),
    ...again.map((round) => row('again', round)),
  ];
  console.log(`A clip of ${frames} frames:\n`);
  rows.forEach((cells, index) => {
    console.log(`| ${cells.join(' | ')} |`);
    if (index === 0) {
      console.log(`|${' --- |'.repeat(cells.length)}`);
    }
  });
  const { frames: drawn, medianMs, p95Ms } = drawing;
  console.log(
    `\nDrawing of ventricle, wall, atrium, axis and annulus: ${medianMs.toFixed(2)} ms a frame, ${p95Ms.toFixed(2)} ms in 19 of 20, of ${drawn} frames of a cine at ${cine.framesPerSecond} a second.`,
  );
  const longest = Math.max(0, ...longTasksMs);
  console.log(
    `Tasks over ${maxTaskMs} ms while it was analysed again ${again.length} times: ${longTasksMs.length}, the longest ${Math.round(longest)} ms. Scripts of ${leastScriptMs} ms and more in slow frames of one more analysis:`,
  );
  for (const { durationMs, source, isOfPlugin } of longScripts) {
    console.log(`  ${Math.round(durationMs)} ms ${isOfPlugin ? 'EchoNet' : 'viewer'}: ${source}`);
  }
}

if (values.help) {
  console.log(usage);
} else {
  const [{ model }] = cpus();
  const load = loadavg()[0].toFixed(1);
  console.log(`${model.trim()}, ${cpus().length} cores; load ${load} before the run.`);
  const clip = values.dicom
    ? await describeClip(await readFile(values.dicom))
    : await phantomClip(13, { frameCount: Number(values.frames) });
  report(clip.header.NumberOfFrames, await measure(clip, Number(values.rounds)));
}
