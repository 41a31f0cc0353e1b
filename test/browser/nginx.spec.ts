import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { fetchOhif } from '@echonet/viewer';
import { defaultFolders } from '@echonet/viewer';
import { openPage, saveScreenshot, startBrowser } from '../support/browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { hasNginx, startNginx, type NginxViewer } from '../support/nginx';
import { hasOrthanc, startOrthanc, type Orthanc } from '../support/orthanc';
import { storeInstances } from '../support/stow';
import { phantomClip, type StoredClip } from '../support/study';

const withServers = hasNginx && hasOrthanc ? describe : describe.skip;

withServers('the documented nginx before an Orthanc (skipped where either is missing)', () => {
  let clip: StoredClip;
  let orthanc: Orthanc;
  let viewer: NginxViewer;
  let browser: Browser;
  let page: Page;
  const violations: string[] = [];
  const elsewhere: string[] = [];

  beforeAll(async () => {
    clip = await phantomClip(11);
    orthanc = await startOrthanc();
    const ohif = await fetchOhif({ cacheDirectory: defaultFolders.ohifCache });
    const { host } = new URL(orthanc.dicomwebUrl);
    viewer = await startNginx(ohif, defaultFolders.plugin, host);
    const { origin } = new URL(viewer.url);
    await storeInstances(`${origin}/dicom-web`, [clip.file]);
    browser = await startBrowser();
    page = await openPage(browser);
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isOurs = url.origin === origin && /^\/(ohif|dicom-web)\//.test(url.pathname);
      if (url.protocol.startsWith('http') && !isOurs) elsewhere.push(url.href);
    });
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
  }, 240_000);

  afterAll(async () => {
    if (page) await saveScreenshot(page, 'nginx');
    await browser?.close();
    await viewer?.close();
    await orthanc?.close();
  });

  it('reads a clip of the archive, on several threads where there are cores', async () => {
    const results = await runClip(page);
    expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await element(page, 'echonet-backend').innerText()).not.toMatch(/cross-origin/i);
  }, 120_000);

  it('asks for nothing beside the viewer and the archive, and breaks no policy', () => {
    expect(elsewhere).toEqual([]);
    expect(violations).toEqual([]);
  });

  it('answers for a missing file of the plugin that it is missing, and for a route with the page', async () => {
    const missing = await fetch(`${viewer.url}/plugins/echonet/no-such.js`);
    expect(missing.status).toBe(404);
    const route = await fetch(`${viewer.url}/echonet?StudyInstanceUIDs=1.2.3`);
    expect(await route.text()).toContain('PUBLIC_URL="/ohif/"');
    expect(route.headers.get('content-security-policy')).not.toContain("'unsafe-eval'");
  });
});
