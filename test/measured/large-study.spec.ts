import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { openEchoNet, listClips } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { largeStudy, type LargeStudy } from '../support/large-study';
import { cachedBytes, heapUse } from '../support/page-memory';
import { useSmallNetwork } from '../support/serve-models';
import { storeInstances } from '../support/stow';

const clipCount = 120;
const frameCount = 100;

/** Clips that are read. ECHONET_CLIPS_READ=120 reads all, for docs/BENCHMARKS.md. */
const readCount = Number(process.env.ECHONET_CLIPS_READ ?? 12);

interface ListedWindow {
  /** Time of the last clip in the list, of performance.now(). */
  listedAt: number;
}

test.describe('a study of 120 clips of 100 frames', () => {
  test.describe.configure({ mode: 'serial', timeout: 900_000 });

  let study: LargeStudy;
  let page: Page;
  const measured: Record<string, unknown> = { clipCount, frameCount, readCount };

  test.beforeAll(async ({ browser, viewer }) => {
    study = await largeStudy(clipCount, frameCount);
    for (let i = 0; i < clipCount; i += 20) {
      await storeInstances(viewer.dicomwebUrl, study.files.slice(i, i + 20));
    }
    page = await openPage(browser);
    await useSmallNetwork(page, 'wasm');
    await page.addInitScript((count) => {
      performance.setResourceTimingBufferSize(5000);
      const observer = new MutationObserver(() => {
        const clips = document.querySelectorAll('[data-testid="echonet-clip"]');
        if (clips.length < count) {
          return;
        }
        (window as unknown as ListedWindow).listedAt = performance.now();
        observer.disconnect();
      });
      observer.observe(document, { childList: true, subtree: true });
    }, clipCount);
    await openEchoNet(page, viewer.url, study.StudyInstanceUID);
  });

  test.afterAll(async () => {
    await writeFile(test.info().outputPath('large-study.json'), JSON.stringify(measured));
  });

  // Up to four tries: the plugin's own work recurs in each, that of another process does not.
  test('is listed within a second of its last header', async ({ viewer }) => {
    const waits = [await listedAfterMs()];
    while (waits.length < 4 && Math.min(...waits) >= 1000) {
      await openEchoNet(page, viewer.url, study.StudyInstanceUID);
      waits.push(await listedAfterMs());
    }
    measured.listedAfterMs = waits;
    await expect(page.getByTestId('echonet-clip')).toHaveCount(clipCount);
    expect(Math.min(...waits)).toBeLessThan(1000);
  });

  test('is read clip after clip, and only the frames of clips that were on the screen stay in memory', async () => {
    await choose(0, 1);
    await run();
    measured.before = { ...(await heapUse(page)), cachedBytes: await cachedBytes(page) };
    const startedAt = Date.now();
    await choose(1, readCount);
    await run();
    measured.readInMs = Date.now() - startedAt;
    const [heap, cached] = [await heapUse(page), await cachedBytes(page)];
    measured.after = { ...heap, cachedBytes: cached };
    await listClips(page);
    await expect(page.locator('.echonet-tag-read')).toHaveCount(readCount);
    // OHIF keeps the two clips that were on the screen, and one frame of every clip.
    expect(cached).toBeLessThanOrEqual((2 * frameCount + clipCount) * study.bytesPerFrame);
  });

  test('ends its queue when the reader cancels', async ({ viewer }) => {
    await openEchoNet(page, viewer.url, study.StudyInstanceUID);
    await listedAfterMs();
    await choose(0, 100);
    await page.getByTestId('echonet-run').click();
    await expect(page.locator('.echonet-tag-read').nth(1)).toBeVisible({ timeout: 120_000 });
    await page.getByTestId('echonet-cancel').click();
    await expect(page.getByTestId('echonet-cancel')).toHaveCount(0);
    await listClips(page);
    const read = await page.locator('.echonet-tag-read').count();
    expect(read).toBeLessThan(20);
    await page.waitForTimeout(2000);
    expect(await page.locator('.echonet-tag-read').count()).toBe(read);
  });

  /** Milliseconds from the last header of the study to the last clip in the list. */
  const listedAfterMs = async (): Promise<number> => {
    await page.waitForFunction(() => 'listedAt' in window, undefined, { timeout: 60_000 });
    return page.evaluate(() => {
      const headers = performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('/metadata')) as PerformanceResourceTiming[];
      const lastAt = Math.max(...headers.map(({ responseEnd }) => responseEnd));
      return (window as unknown as ListedWindow).listedAt - lastAt;
    });
  };

  /** Ticks the clips from `from` to before `to`, and no others. */
  const choose = async (from: number, to: number): Promise<void> => {
    await listClips(page);
    await page.getByTestId('echonet-clip-choice').evaluateAll(
      (boxes, [first, end]) =>
        boxes.forEach((box, i) => {
          const isWanted = i >= first && i < end;
          if ((box as HTMLInputElement).checked !== isWanted) {
            (box as HTMLInputElement).click();
          }
        }),
      [from, to],
    );
  };

  const run = async (): Promise<void> => {
    await page.getByTestId('echonet-run').click();
    const cancel = page.getByTestId('echonet-cancel');
    await expect(cancel).toBeVisible({ timeout: 60_000 });
    await expect(cancel).toHaveCount(0, { timeout: 800_000 });
  };
});
