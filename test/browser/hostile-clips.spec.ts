import {
  phantomClip,
  withCorruptFrame,
  withImmenseFrame,
  withImmenseHeader,
} from '../support/clips';
import { test } from '../support/clip-viewer';
import { runClip, shownFrameIndices } from '../support/echonet-panel';
import { expect } from '../support/fixtures';
import { heapUse, maxBufferBytes } from '../support/page-memory';

test.describe('a clip that is damaged or hostile', () => {
  for (const [fault, damage] of [
    ['cannot be decoded', withCorruptFrame],
    ['claims 65500 x 65500 pixels', withImmenseFrame],
  ] as const) {
    test(`is read without a frame that ${fault}, and the frame is named`, async ({ openClip }) => {
      const page = await openClip(damage(await phantomClip(5), 2));
      const results = await runClip(page);
      expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
      await expect(page.getByTestId('echonet-warnings')).toContainText(/Frame 3 left out/, {
        useInnerText: true,
      });
      expect(await shownFrameIndices(page)).not.toContain(2);
      expect((await heapUse(page)).bufferBytes).toBeLessThan(maxBufferBytes);
    });
  }

  test('is refused in the list when its header claims 65535 x 65535 pixels', async ({
    openClip,
  }) => {
    const page = await openClip(withImmenseHeader(await phantomClip(5)));
    await expect(page.getByTestId('echonet-clip').first()).toContainText(/65535 x 65535/, {
      useInnerText: true,
    });
    await expect(page.getByTestId('echonet-run')).toBeDisabled();
    expect((await heapUse(page)).bufferBytes).toBeLessThan(maxBufferBytes);
  });

  test('shows a script in its texts as text', async ({ openClip }) => {
    const script = '<img src=x onerror="hacked=1">';
    const more = { PatientName: script, PatientID: script, StudyDescription: script };
    const page = await openClip(await phantomClip(5, { seriesDescription: script, more }));
    await expect(page.getByTestId('echonet-clip').first()).toContainText(script, {
      useInnerText: true,
    });
    await runClip(page);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });
});
