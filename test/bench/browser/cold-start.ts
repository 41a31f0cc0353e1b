import type { Contestant, Job, StartReport } from '../contestant';
import { reasonOf } from '../measure/rounds';
import { openBrowserArena } from './browser-arena';
import { peakMemory, type PeakMemory } from './process-memory';
import type { PluginJob, PluginStart } from './plugin-start';
import type { BenchServer } from './server';

/** A start in a new browser with empty caches. */
export type ColdStart =
  | {
      readonly state: 'measured';
      readonly title: string;
      /** Part of the network lies in the process that drives the graphics device. */
      readonly isGraphics: boolean;
      readonly report: StartReport;
      /** Duration of the first forward pass of one image. */
      readonly firstResultMs: number;
      /** Uncompressed. */
      readonly codeBytes: number;
      readonly networkBytes: number;
      readonly memory?: PeakMemory;
      /** Peak after a gradient as well. */
      readonly memoryWithGradient?: PeakMemory;
    }
  | { readonly state: 'failed'; readonly title: string; readonly reason: string };

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
  if (!hasGradients) {
    return undefined;
  }
  try {
    await arena.gradientMs(id);
  } catch {
    // The rounds report why it fails.
    return undefined;
  }
  return peakMemory(arena.browser);
}

/** A start of the plugin's worker with the bundled model. */
export type PluginColdStart =
  | (PluginStart & {
      readonly state: 'measured';
      readonly codeBytes: number;
      readonly networkBytes: number;
      readonly memory?: PeakMemory;
    })
  | { readonly state: 'failed'; readonly reason: string };

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
