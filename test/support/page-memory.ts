import type { Page } from 'playwright-core';

/** Of the page's JavaScript, once all garbage is gone; workers not counted. */
export interface HeapUse {
  readonly heapBytes: number;
  /** Of array buffers, such as decoded frames. */
  readonly bufferBytes: number;
}

/** More than the buffers of a page that has read a clip, which are 40 to 60 MB. */
export const mostBufferBytes = 250e6;

/** Collects garbage and tells what is left. */
export async function heapUse(page: Page): Promise<HeapUse> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return { heapBytes: usedSize, bufferBytes: backingStorageSize };
  } finally {
    await session.detach();
  }
}

/** Bytes of decoded frames in the host's cache. */
export function cachedBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    (
      window as unknown as { cornerstone: { cache: { getCacheSize(): number } } }
    ).cornerstone.cache.getCacheSize(),
  );
}
