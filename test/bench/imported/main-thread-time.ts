import type { Page } from '@playwright/test';

/** How often the profiler looks, microseconds. */
const samplingInterval = 200;

/** Profile of the DevTools protocol, as far as it is read. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas?: readonly number[];
}

/**
 * Time in milliseconds that the plugin took of the page's main thread during an action: of all samples of a
 * profile, those with one of its scripts on the stack.
 */
export async function mainThreadTime(page: Page, action: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: samplingInterval });
  await session.send('Profiler.start');
  await action();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  return timeOfPlugin(profile);
}

function timeOfPlugin({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ofPlugin = new Set<number>();
  const mark = (id: number, isCalled: boolean): void => {
    const node = byId.get(id)!;
    const isOfPlugin = isCalled || node.callFrame.url.includes('/plugins/echonet/');
    if (isOfPlugin) {
      ofPlugin.add(id);
    }
    node.children?.forEach((child) => mark(child, isOfPlugin));
  };
  mark(nodes[0].id, false);
  return samples.reduce(
    (sum, id, index) => sum + (ofPlugin.has(id) ? timeDeltas[index] / 1000 : 0),
    0,
  );
}
