import type { Page } from '@playwright/test';

/** Memory of the page's JavaScript after a garbage collection, without its workers. */
export interface HeapUse {
  readonly heapBytes: number;
  /** Backing stores of array buffers, such as decoded frames. */
  readonly bufferBytes: number;
}

/** Limit in bytes; a page that has read a clip holds 40 to 60 MB of buffers. */
export const maxBufferBytes = 250e6;

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

/** Bytes of decoded frames in cornerstone's cache. */
export function cachedBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    (
      window as unknown as { cornerstone: { cache: { getCacheSize(): number } } }
    ).cornerstone.cache.getCacheSize(),
  );
}
