import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import { useSmallNetwork } from '../support/configure';
import { element, openEchoNet } from '../support/echonet-page';
import { largeStudy, type LargeStudy } from '../support/large-study';
import { cachedBytes, heapUse } from '../support/page-memory';
import { outputDirectory } from '../support/paths';
import { storeInstances } from '../support/stow';
import { openWorkplace, type Workplace } from '../support/workplace';

const clipCount = 120;
const frameCount = 100;

/** Clips that are read. ECHONET_CLIPS_READ=120 reads all, for docs/BENCHMARKS.md. */
const readCount = Number(process.env.ECHONET_CLIPS_READ ?? 12);

interface Marked {
  /** When the last clip was listed, of performance.now(). */
  listedAt: number;
}

describe('a study of 120 clips of 100 frames', () => {
  let study: LargeStudy;
  let workplace: Workplace;
  let page: Page;
  const measured: Record<string, unknown> = { clipCount, frameCount, readCount };

  beforeAll(async () => {
    study = await largeStudy(clipCount, frameCount);
    workplace = await openWorkplace('embedded', []);
    for (let i = 0; i < clipCount; i += 20) {
      await storeInstances(`${workplace.url}/dicom-web`, study.files.slice(i, i + 20));
    }
    page = await openPage(workplace.browser);
    await useSmallNetwork(page, 'wasm');
    await page.addInitScript((count) => {
      performance.setResourceTimingBufferSize(5000);
      const observer = new MutationObserver(() => {
        const clips = document.querySelectorAll('[data-testid="echonet-clip"]');
        if (clips.length < count) return;
        (window as unknown as Marked).listedAt = performance.now();
        observer.disconnect();
      });
      observer.observe(document, { childList: true, subtree: true });
    }, clipCount);
    await openEchoNet(page, workplace.url, study.StudyInstanceUID);
  }, 240_000);

  afterAll(async () => {
    if (page) {
      await saveScreenshot(page, 'large-study');
      await writeFile(path.join(outputDirectory, 'large-study.json'), JSON.stringify(measured));
    }
    await workplace?.close();
  });

  // What our code does, it does every time; that another process had the core is chance.
  it('is listed within a second of its last header', async () => {
    const waits = [await listedAfterMs()];
    while (waits.length < 4 && Math.min(...waits) >= 1000) {
      await openEchoNet(page, workplace.url, study.StudyInstanceUID);
      waits.push(await listedAfterMs());
    }
    measured.listedAfterMs = waits;
    expect(await element(page, 'echonet-clip').count()).toBe(clipCount);
    expect(Math.min(...waits)).toBeLessThan(1000);
  }, 240_000);

  it('is read clip after clip, and keeps the frames of those alone that were on screen', async () => {
    await choose(0, 1);
    await run();
    measured.before = { ...(await heapUse(page)), cachedBytes: await cachedBytes(page) };
    const startedAt = Date.now();
    await choose(1, readCount);
    await run();
    measured.readInMs = Date.now() - startedAt;
    const [heap, cached] = [await heapUse(page), await cachedBytes(page)];
    measured.after = { ...heap, cachedBytes: cached };
    expect(await page.locator('.echonet-tag-read').count()).toBe(readCount);
    // The host keeps the two clips that were on screen, and an image of each.
    expect(cached).toBeLessThanOrEqual((2 * frameCount + clipCount) * study.bytesPerFrame);
  }, 900_000);

  it('ends its queue where the reader cancels it', async () => {
    await openEchoNet(page, workplace.url, study.StudyInstanceUID);
    await listedAfterMs();
    await choose(0, 100);
    await element(page, 'echonet-run').click();
    await page.waitForFunction(
      () => document.querySelectorAll('.echonet-tag-read').length >= 2,
      undefined,
      { timeout: 120_000 },
    );
    await element(page, 'echonet-cancel').click();
    await element(page, 'echonet-cancel').waitFor({ state: 'detached' });
    const read = await page.locator('.echonet-tag-read').count();
    expect(read).toBeLessThan(20);
    await page.waitForTimeout(2000);
    expect(await page.locator('.echonet-tag-read').count()).toBe(read);
  }, 180_000);

  /** From the last header of the study to the last clip in the list. */
  const listedAfterMs = async (): Promise<number> => {
    await page.waitForFunction(() => 'listedAt' in window, undefined, { timeout: 60_000 });
    return page.evaluate(() => {
      const headers = performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('/metadata')) as PerformanceResourceTiming[];
      const lastAt = Math.max(...headers.map(({ responseEnd }) => responseEnd));
      return (window as unknown as Marked).listedAt - lastAt;
    });
  };

  /** Ticks the clips from one to before the other, and no others. */
  const choose = async (from: number, to: number): Promise<void> => {
    await element(page, 'echonet-clip-choice').evaluateAll(
      (boxes, [first, end]) =>
        boxes.forEach((box, i) => {
          const isWanted = i >= first && i < end;
          if ((box as HTMLInputElement).checked !== isWanted) (box as HTMLInputElement).click();
        }),
      [from, to],
    );
  };

  const run = async (): Promise<void> => {
    await element(page, 'echonet-run').click();
    await element(page, 'echonet-cancel').waitFor({ timeout: 60_000 });
    await element(page, 'echonet-cancel').waitFor({ state: 'detached', timeout: 800_000 });
  };
});
