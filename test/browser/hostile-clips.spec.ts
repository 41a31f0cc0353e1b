import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClipBrowser } from '../support/clip-browser';
import { element, runClip, shownFrameIndices } from '../support/echonet-page';
import { heapUse, mostBufferBytes } from '../support/page-memory';
import {
  phantomClip,
  withCorruptFrame,
  withImmenseFrame,
  withImmenseHeader,
} from '../support/study';

let clips: ClipBrowser;

beforeAll(async () => {
  clips = await ClipBrowser.start();
});
afterAll(() => clips?.close());

describe('a clip that is damaged or hostile', () => {
  it.each([
    ['cannot be decoded', withCorruptFrame],
    ['claims 65500 x 65500 pixels', withImmenseFrame],
  ])(
    'is read without a frame that %s, and the frame is named',
    async (_fault, damage) => {
      await clips.withClip(damage(await phantomClip(5), 2), async (page) => {
        const results = await runClip(page);
        expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
        const warnings = await element(page, 'echonet-warnings').innerText();
        expect(warnings).toMatch(/Frame 3 could not be read and was left out/);
        expect(await shownFrameIndices(page)).not.toContain(2);
        expect((await heapUse(page)).bufferBytes).toBeLessThan(mostBufferBytes);
      });
    },
    120_000,
  );

  it('is refused in the list when its header claims 65535 x 65535 pixels', async () => {
    await clips.withClip(withImmenseHeader(await phantomClip(5)), async (page) => {
      const entry = element(page, 'echonet-clip').first();
      expect(await entry.innerText()).toMatch(/65535 x 65535/);
      expect(await element(page, 'echonet-run').isDisabled()).toBe(true);
      expect((await heapUse(page)).bufferBytes).toBeLessThan(mostBufferBytes);
    });
  }, 120_000);

  it('shows a script in its texts as text', async () => {
    const script = '<img src=x onerror="hacked=1">';
    const more = { PatientName: script, PatientID: script, StudyDescription: script };
    await clips.withClip(
      await phantomClip(5, { seriesDescription: script, more }),
      async (page) => {
        expect(await element(page, 'echonet-clip').first().innerText()).toContain(script);
        await runClip(page);
        expect(await page.locator('img[src="x"]').count()).toBe(0);
        expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
      },
    );
  }, 120_000);
});
