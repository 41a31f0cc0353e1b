import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openPage, startBrowser } from './browser';
import { configure, writeSmallNetwork } from './configure';
import { openEchoNet } from './echonet-page';
import type { StoredClip } from './study';
import { openWorkplace } from './workplace';

/**
 * Opens clips one after the other, each in a viewer of its own, in one browser that keeps the
 * viewer's files, since all are at one address. The smallest network reads them, on WebAssembly: what
 * it makes of them is no matter here.
 */
export class ClipBrowser {
  #opened: { readonly context: BrowserContext; readonly port: number } | undefined;

  private constructor(
    readonly browser: Browser,
    private readonly modelsDirectory: string,
  ) {}

  static async start(): Promise<ClipBrowser> {
    const modelsDirectory = await mkdtemp(path.join(tmpdir(), 'echonet-small-network-'));
    await writeSmallNetwork(path.join(modelsDirectory, 'small'));
    return new ClipBrowser(await startBrowser(), modelsDirectory);
  }

  /** Opens the EchoNet mode on a clip, and closes page and viewer once something was done there. */
  async withClip(clip: StoredClip, act: (page: Page) => Promise<void>): Promise<void> {
    const { modelsDirectory } = this;
    const workplace = await openWorkplace('embedded', [clip], this.browser, {
      modelsDirectory,
      port: this.#opened?.port ?? 0,
    });
    this.#opened ??= {
      context: (await openPage(this.browser)).context(),
      port: Number(new URL(workplace.url).port),
    };
    const page = await this.#opened.context.newPage();
    try {
      // Whether it is taken for an A4C is another matter than whether it can be read.
      await configure(page, { viewClassifier: false, backend: 'wasm' });
      await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
      await act(page);
    } finally {
      await page.close();
      await workplace.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.modelsDirectory, { recursive: true, force: true });
  }
}
