import type { Page } from '@playwright/test';
import { defaultFolders, fetchOhif } from '@echonet/viewer';
import { openPage } from '../support/browser';
import { phantomClip } from '../support/clips';
import { openEchoNet, runClip } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { hasNginx, startNginx, type NginxViewer } from '../support/nginx';
import { hasOrthanc, startOrthanc, type Orthanc } from '../support/orthanc';
import { storeInstances } from '../support/stow';

test.describe('the documented nginx before an Orthanc', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasNginx, 'nginx is not installed: apt-get install nginx-light');
  test.skip(!hasOrthanc, 'Orthanc is not installed: apt-get install orthanc orthanc-dicomweb');

  let orthanc: Orthanc;
  let viewer: NginxViewer;
  let page: Page;
  const violations: string[] = [];
  const otherRequests: string[] = [];

  test.beforeAll(async ({ browser }) => {
    const clip = await phantomClip(11);
    orthanc = await startOrthanc();
    const ohif = await fetchOhif({ cacheDirectory: defaultFolders.ohifCache });
    const { host } = new URL(orthanc.dicomwebUrl);
    viewer = await startNginx(ohif, defaultFolders.plugin, host);
    const { origin } = new URL(viewer.url);
    await storeInstances(`${origin}/dicom-web`, [clip.file]);
    page = await openPage(browser);
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) {
        violations.push(message.text());
      }
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isOurs = url.origin === origin && /^\/(ohif|dicom-web)\//.test(url.pathname);
      if (url.protocol.startsWith('http') && !isOurs) {
        otherRequests.push(url.href);
      }
    });
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
  });

  test.afterAll(async () => {
    await viewer?.close();
    await orthanc?.close();
  });

  test('reads a clip of the archive, on several threads where there are cores', async () => {
    const results = await runClip(page);
    expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(page.getByTestId('echonet-backend')).not.toContainText(/cross-origin/i, {
      useInnerText: true,
    });
  });

  test('requests nothing beside the viewer and the archive, and violates no policy', () => {
    expect(otherRequests).toEqual([]);
    expect(violations).toEqual([]);
  });

  test('answers 404 for a missing file of the plugin, and with the page for a route', async () => {
    const missing = await fetch(`${viewer.url}/plugins/echonet/no-such.js`);
    expect(missing.status).toBe(404);
    const route = await fetch(`${viewer.url}/echonet?StudyInstanceUIDs=1.2.3`);
    expect(await route.text()).toContain('PUBLIC_URL="/ohif/"');
    expect(route.headers.get('content-security-policy')).not.toContain("'unsafe-eval'");
  });
});
