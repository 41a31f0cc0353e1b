import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { phantomClip } from '../support/clips';
import { openEchoNet, runClip, type ShownResult } from '../support/echonet-panel';
import { expect, test as base } from '../support/fixtures';
import { startModelServer, type ModelServer } from '../support/model-server';
import { bundledModelDirectory } from '../support/paths';

const weights = path.join(bundledModelDirectory, 'weights.bin');

/** What a visit of the reader shows, and which files of models the server was asked for. */
interface Visit {
  readonly page: Page;
  readonly results: ShownResult[];
  /** Distinct names, sorted. */
  readonly files: readonly string[];
  readonly backend: string;
}

const test = base.extend<{ server: ModelServer; visit: () => Promise<Visit> }>({
  server: async ({ viewer }, use) => {
    const server = await startModelServer(viewer.url);
    await use(server);
    await server.close();
  },
  /** Opens the clip in a new page of the test's context, which has stored nothing at first. */
  visit: async ({ context, server, clips: [clip] }, use) => {
    await use(async () => {
      await closePages(context);
      const page = await context.newPage();
      server.takeRequests();
      await openEchoNet(page, server.url, clip.StudyInstanceUID);
      const results = await runClip(page);
      const files = server.takeRequests().map(({ file }) => file);
      return {
        page,
        results,
        files: [...new Set(files)].sort(),
        backend: await page.getByTestId('echonet-backend').innerText(),
      };
    });
  },
});

test.use({ clips: async ({}, use) => use([await phantomClip(4)]) });

async function closePages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    await page.close();
  }
}

const values = (results: ShownResult[]) => results.map(({ value }) => value);

/** URLs of the files in the page's caches. */
const cachedUrls = (page: Page) =>
  page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      urls.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
    }
    return urls;
  });

/** Flips a bit of every cached network and weights file; returns how many these are. */
const damageCache = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('echonet-model-files-v1');
    const files = (await cache.keys()).filter(({ url }) => url.includes('/sha256/'));
    for (const key of files) {
      const bytes = new Uint8Array(await (await cache.match(key))!.arrayBuffer());
      bytes[bytes.length >> 1] ^= 1;
      await cache.put(key, new Response(bytes));
    }
    return files.length;
  });

test.describe("a model's files in the browser", () => {
  test('are downloaded once, and are used from the cache when the server is gone', async ({
    server,
    visit,
  }) => {
    const first = await visit();
    expect(first.files).toEqual(['echonet.json', 'index.json', 'model.json', 'weights.bin']);
    const second = await visit();
    expect(second.files).toEqual(['echonet.json', 'index.json']);
    expect(values(second.results)).toEqual(values(first.results));
    server.isGone = true;
    const offline = await visit();
    expect(values(offline.results)).toEqual(values(first.results));
    expect(offline.backend).toMatch(/Server not reachable: using the model stored on \d{4}-/);
  });

  test('are cached without anything of the patient', async ({ visit, clips: [clip] }) => {
    const { page } = await visit();
    const urls = await cachedUrls(page);
    // The list of models; manifest, network and weights of the model, the view classifier and the
    // segmentation.
    expect(urls).toHaveLength(10);
    for (const url of urls) {
      expect(decodeURIComponent(url)).toMatch(
        /^https:\/\/model-files\.invalid\/(sha256\/[0-9a-f]{64}|document\/.*\/models\/(index|.*\/echonet)\.json)$/,
      );
      expect(url).not.toContain(clip.StudyInstanceUID);
    }
  });

  test('are downloaded again when the cached ones are damaged', async ({ visit }) => {
    const first = await visit();
    // Network and weights of the three models.
    expect(await damageCache(first.page)).toBe(6);
    const healed = await visit();
    expect(healed.files).toEqual(first.files);
    expect(values(healed.results)).toEqual(values(first.results));
    expect((await visit()).files).toEqual(['echonet.json', 'index.json']);
  });

  test('are completed by a range request when the connection breaks halfway', async ({
    page,
    server,
    clips: [clip],
  }) => {
    const half = (await readFile(weights)).length >> 1;
    server.dropsNext = 'weights.bin';
    await openEchoNet(page, server.url, clip.StudyInstanceUID);
    server.takeRequests();
    await runClip(page);
    const requests = server.takeRequests().filter(({ file }) => file === 'weights.bin');
    expect(requests).toEqual([
      { file: 'weights.bin', status: 200 },
      { file: 'weights.bin', status: 206, range: `bytes=${half}-` },
      // Those of the view classifier and of the segmentation.
      { file: 'weights.bin', status: 200 },
      { file: 'weights.bin', status: 200 },
    ]);
  });
});
