import type { Contestant, Job, StartReport } from '../contestant';
import { reasonOf } from '../measure/rounds';
import { openBrowserArena } from './browser-arena';
import { peakMemory } from './process-memory';
import type { PeakMemory } from './process-memory';
import type { PluginJob, PluginStart } from './plugin-start';
import type { BenchServer } from './server';

/** A start in a browser that has seen nothing yet. */
export type ColdStart =
  | {
      readonly state: 'measured';
      readonly title: string;
      /** Whether the process that drives the graphics device holds part of the network. */
      readonly isGraphics: boolean;
      readonly report: StartReport;
      /** First forward pass of one image. */
      readonly firstResultMs: number;
      /** Bodies as sent, without compression. */
      readonly codeBytes: number;
      readonly networkBytes: number;
      readonly memory?: PeakMemory;
      /** After a gradient as well. */
      readonly memoryWithGradient?: PeakMemory;
    }
  | { readonly state: 'failed'; readonly title: string; readonly reason: string };

/** Starts one contestant in a browser of its own. */
export async function coldStart(
  server: BenchServer,
  job: Job,
  software: boolean,
): Promise<ColdStart> {
  const { contestant } = job;
  const { id, title } = contestant;
  const arena = await openBrowserArena(server.url, software);
  try {
    server.takeBytesSent();
    const report = await arena.start(job);
    const { ms } = await arena.forward(id, 1);
    const bytes = [...server.takeBytesSent()];
    const sum = (isNetwork: boolean) =>
      bytes
        .filter(([pathname]) => pathname.startsWith('/networks/') === isNetwork)
        .reduce((total, [, length]) => total + length, 0);
    const memory = await peakMemory(arena.browser);
    return {
      state: 'measured',
      title,
      isGraphics: contestant.device !== 'wasm',
      report,
      firstResultMs: ms,
      codeBytes: sum(false),
      networkBytes: sum(true),
      memory,
      memoryWithGradient: await memoryWithGradient(arena, contestant),
    };
  } catch (error) {
    return { state: 'failed', title, reason: reasonOf(error) };
  } finally {
    await arena.close();
  }
}

async function memoryWithGradient(
  arena: Awaited<ReturnType<typeof openBrowserArena>>,
  { id, hasGradients }: Contestant,
): Promise<PeakMemory | undefined> {
  if (!hasGradients) return undefined;
  try {
    await arena.gradientMs(id);
  } catch {
    // Why it fails is told by the rounds.
    return undefined;
  }
  return peakMemory(arena.browser);
}

/** The plugin's own worker with the model that it ships, in a browser of its own. */
export type PluginColdStart =
  | (PluginStart & {
      readonly state: 'measured';
      readonly codeBytes: number;
      readonly networkBytes: number;
      readonly memory?: PeakMemory;
    })
  | { readonly state: 'failed'; readonly reason: string };

/** Starts the plugin's own worker in a browser of its own. */
export async function coldStartPlugin(
  server: BenchServer,
  job: PluginJob,
  software: boolean,
): Promise<PluginColdStart> {
  const arena = await openBrowserArena(server.url, software);
  try {
    server.takeBytesSent();
    const start = await arena.startPlugin(job);
    const bytes = [...server.takeBytesSent()].filter(([pathname]) => pathname !== job.clipUrl);
    const isModel = ([pathname]: [string, number]) => pathname.startsWith('/echonet/models/');
    const sum = (some: [string, number][]) => some.reduce((total, [, length]) => total + length, 0);
    return {
      state: 'measured',
      ...start,
      codeBytes: sum(bytes.filter((entry) => !isModel(entry))),
      networkBytes: sum(bytes.filter(isModel)),
      memory: await peakMemory(arena.browser),
    };
  } catch (error) {
    return { state: 'failed', reason: reasonOf(error) };
  } finally {
    await arena.close();
  }
}
