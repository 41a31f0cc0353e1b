import path from 'node:path';
import os from 'node:os';
import { readdir } from 'node:fs/promises';
import { buildGraph, multiplyAccumulates } from '@echonet/models';
import { simulateCine } from '@echonet/phantom';
import { randomWeights } from '@echonet/models/testing';
import { repositoryRoot } from '../../support/paths';
import { computeReference } from '../measure/reference';
import { measureRounds } from '../measure/rounds';
import { shippedFiles } from '../measure/shipped';
import { timingOf } from '../measure/statistics';
import type { Options } from '../options';
import {
  architectureOf,
  chosenContestants,
  hasGradients,
  jobFor,
  reasonToSkip,
  seeds,
} from '../plan';
import type { Report } from '../report/report';
import { segmentationTargets, targetsOf } from '../report/targets';
import { openBrowserArena, type BrowserArena } from './browser-arena';
import { bundlePage } from './bundle';
import { coldStart, coldStartPlugin, type ColdStart } from './cold-start';
import { compilePeakKernel } from './peak-kernel';
import { peakMemory } from './process-memory';
import type { PluginJob } from './plugin-start';
import { startSite } from './site';

/** Milliseconds of each measurement of the arithmetic limit. */
const peakMs = 150;

const warmUps = 2;

export async function measureInBrowser(
  options: Options,
  log: (line: string) => void,
): Promise<Report> {
  const loadBefore = os.loadavg()[0];
  log('bundling the page');
  const [peakKernel] = await Promise.all([compilePeakKernel(), bundlePage()]);
  const architecture = architectureOf(options);
  const graph = buildGraph(architecture);
  const contestants = chosenContestants(options);
  log('computing the reference');
  const reference = await computeReference(
    architecture,
    randomWeights(graph, seeds.network),
    contestants.some(({ hasGradients }) => hasGradients),
  );
  const clip = phantom();
  const site = await startSite({ architecture, peakKernel, clip: clip.data });
  try {
    const arena = await openBrowserArena(site.url, options.software);
    const speed = { oneThread: [] as number[], allCores: [] as number[] };
    try {
      const emptyPage = await peakMemory(arena.browser);
      const devices = await arena.devices();
      const skip = (contestant: (typeof contestants)[number]) =>
        reasonToSkip(contestant, devices, options);
      const rows = await measureRounds(arena, contestants, {
        rounds: options.rounds,
        warmUps,
        reasonToSkip: skip,
        jobOf: (contestant) => jobFor(contestant, options),
        reference,
        eachRound: () => measurePeak(arena, speed),
        log,
      });
      const platform = `Chromium ${arena.browser.version()}`;
      await arena.close();
      const measured = {
        date: new Date().toISOString(),
        machine: {
          processor: os.cpus()[0].model,
          cores: os.availableParallelism(),
          system: `${os.type()} ${os.machine()}`,
          platform,
          loadBefore,
          devices,
        },
        architecture,
        rounds: options.rounds,
        multiplyAccumulates: multiplyAccumulates(graph),
        peak: { oneThread: timingOf(speed.oneThread), allCores: timingOf(speed.allCores) },
        rows,
      };
      if (!hasGradients(options)) {
        return { ...measured, targets: segmentationTargets(rows) };
      }
      const coldStarts: ColdStart[] = [];
      for (const contestant of contestants) {
        if (skip(contestant) !== undefined) {
          continue;
        }
        log(`cold start of ${contestant.title}`);
        coldStarts.push(await coldStart(site, jobFor(contestant, options), options.software));
      }
      const pluginWorker = await findPluginWorker();
      const plugin = pluginWorker
        ? await coldStartPlugin(site, { ...clip.job, ...pluginUrls(site.url, pluginWorker) }, false)
        : { state: 'failed' as const, reason: 'not built: npm run build' };
      const shipped = await shippedFiles(distFolder, { quick: options.quickSizes });
      const targets = targetsOf(rows, shipped);
      return { ...measured, coldStarts, plugin, emptyPage, shipped, targets };
    } finally {
      await arena.close();
    }
  } finally {
    await site.close();
  }
}

async function measurePeak(
  arena: BrowserArena,
  speed: { oneThread: number[]; allCores: number[] },
): Promise<void> {
  speed.oneThread.push(await arena.peak(1, peakMs));
  speed.allCores.push(await arena.peak(os.availableParallelism(), peakMs));
}

const distFolder = path.join(repositoryRoot, 'dist/echonet');

async function findPluginWorker(): Promise<string | undefined> {
  const names = await readdir(distFolder).catch(() => []);
  return names.find((name) => /^echonet-inference\..*\.js$/.test(name));
}

function pluginUrls(url: string, worker: string): Omit<PluginJob, keyof ClipFormat> {
  return {
    workerUrl: `/echonet/${worker}`,
    modelUrl: `${url}/echonet/models/a4c-phantom/`,
    wasmUrl: `${url}/echonet/`,
    clipUrl: '/clip.bin',
  };
}

type ClipFormat = Pick<PluginJob, 'Rows' | 'Columns' | 'channels'>;

/** A simulated A4C cine as the viewer decodes it. */
function phantom(): { job: ClipFormat; data: Uint8Array } {
  const seed = 3;
  const [Rows, Columns] = [240, 320];
  const { frames, samplesPerPixel } = simulateCine({
    seed,
    index: 0,
    leadShare: 0,
    view: 'A4C',
    take: 0,
    format: { Rows, Columns, frameCount: 10, frameTimeMs: 100 },
  });
  return { job: { Rows, Columns, channels: samplesPerPixel }, data: Buffer.concat(frames) };
}
