import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { openPage } from '../support/browser';
import { element, openEchoNet, runClip, type ShownResult } from '../support/echonet-page';
import { startModelServer, type ModelServer } from '../support/model-server';
import { bundledModelDirectory } from '../support/paths';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

const weights = path.join(bundledModelDirectory, 'weights.bin');

describe("a model's files in the browser", () => {
  let workplace: Workplace;
  let server: ModelServer;
  let clip: StoredClip;
  let page: Page;
  let context: BrowserContext;

  beforeAll(async () => {
    clip = await phantomClip(4);
    workplace = await openWorkplace('embedded', [clip]);
    server = await startModelServer(workplace.url);
  }, 120_000);

  afterAll(async () => {
    await server?.close();
    await workplace?.close();
  });

  beforeEach(async () => {
    server.isGone = false;
    // A reader whose browser has stored nothing yet.
    page = await openPage(workplace.browser);
    context = page.context();
  });

  afterEach(() => context.close());

  /** Comes anew and reads the clip; what the server was asked for meanwhile. */
  async function visit(): Promise<{ results: ShownResult[]; files: string[]; engine: string }> {
    await page.close();
    page = await context.newPage();
    server.takeRequests();
    await openEchoNet(page, server.url, clip.StudyInstanceUID);
    const results = await runClip(page);
    const files = server.takeRequests().map(({ file }) => file);
    return { results, files: [...new Set(files)].sort(), engine: await engineText() };
  }

  const engineText = () => element(page, 'echonet-backend').innerText();
  const values = (results: ShownResult[]) => results.map(({ value }) => value);

  /** What the page's origin has stored, by key. */
  const storedKeys = () =>
    page.evaluate(async () => {
      const keys: string[] = [];
      for (const name of await caches.keys()) {
        keys.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
      }
      return keys;
    });

  it('are downloaded once, and are there when the server is not', async () => {
    const first = await visit();
    expect(first.files).toEqual(['echonet.json', 'index.json', 'model.json', 'weights.bin']);
    const second = await visit();
    expect(second.files).toEqual(['echonet.json', 'index.json']);
    expect(values(second.results)).toEqual(values(first.results));
    server.isGone = true;
    const offline = await visit();
    expect(values(offline.results)).toEqual(values(first.results));
    expect(offline.engine).toMatch(/server cannot be reached.*model that was stored on \d{4}-/);
  }, 240_000);

  it('lie in the store without anything of the patient', async () => {
    await visit();
    const keys = await storedKeys();
    // The list of models; of the model and of the view classifier, manifest, network and weights.
    expect(keys).toHaveLength(7);
    for (const key of keys) {
      expect(decodeURIComponent(key)).toMatch(
        /^https:\/\/model-files\.invalid\/(sha256\/[0-9a-f]{64}|document\/.*\/models\/(index|.*\/echonet)\.json)$/,
      );
      expect(key).not.toContain(clip.StudyInstanceUID);
    }
  }, 120_000);

  it('are downloaded again when what is stored is damaged', async () => {
    const first = await visit();
    const damaged = await page.evaluate(async () => {
      const cache = await caches.open('echonet-model-files-v1');
      const files = (await cache.keys()).filter(({ url }) => url.includes('/sha256/'));
      for (const key of files) {
        const bytes = new Uint8Array(await (await cache.match(key))!.arrayBuffer());
        bytes[bytes.length >> 1] ^= 1;
        await cache.put(key, new Response(bytes));
      }
      return files.length;
    });
    // Network and weights of both models.
    expect(damaged).toBe(4);
    const healed = await visit();
    expect(healed.files).toEqual(first.files);
    expect(values(healed.results)).toEqual(values(first.results));
    expect((await visit()).files).toEqual(['echonet.json', 'index.json']);
  }, 240_000);

  it('are completed when the connection breaks halfway', async () => {
    const half = (await readFile(weights)).length >> 1;
    server.dropsNext = 'weights.bin';
    await openEchoNet(page, server.url, clip.StudyInstanceUID);
    server.takeRequests();
    await runClip(page);
    const requests = server.takeRequests().filter(({ file }) => file === 'weights.bin');
    expect(requests).toEqual([
      { file: 'weights.bin', status: 200 },
      { file: 'weights.bin', status: 206, range: `bytes=${half}-` },
      // Those of the view classifier.
      { file: 'weights.bin', status: 200 },
    ]);
  }, 120_000);
});
