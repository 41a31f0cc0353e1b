import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { contentPolicies, isHostWorker } from '@echonet/viewer';
import { openPage, saveScreenshot } from '../support/browser';
import { element, runClip, type ShownResult } from '../support/echonet-page';
import { startModelSource, type ModelSource } from '../support/model-source';
import { repositoryRoot } from '../support/paths';
import { storedText } from '../support/page-storage';
import { phantomStudy } from '../support/phantom-study';
import type { StoredClip } from '../support/study';
import { serveBelow, type SubPathViewer } from '../support/sub-path';
import { openWorkplace, type Workplace } from '../support/workplace';

const patient = { PatientName: 'Mustermann^Erika', PatientID: 'MRN-7741-X' };

const token = 'Bearer 5ecret-t0ken-of-the-reader';

/** An extension of the host that logs the reader in, and the department's settings of EchoNet. */
const departmentConfig = (modelSource: string) => `
window.config.extensions.push({
  id: 'login',
  preRegistration({ servicesManager }) {
    servicesManager.services.userAuthenticationService.setServiceImplementation({
      getAuthorizationHeader: () => ({ Authorization: '${token}' }),
    });
  },
});
window.config.echonet = {
  modelSources: ['${modelSource}'],
  tasks: ['EF', 'EDV', 'ESV', 'lead'],
  actions: { storeReport: false },
  autorun: true,
};
window.config.customizationService = { echonet: { thresholds: { lead: 0.9 } } };
`;

/**
 * One whole reading in a department: viewer below a path, behind a login, under a strict content
 * policy, without cross-origin isolation, models from another server.
 */
describe("a session in a department's own viewer", () => {
  let workplace: Workplace;
  let source: ModelSource;
  let front: SubPathViewer;
  let clip: StoredClip;
  let page: Page;
  let results: ShownResult[];
  const requests: Request[] = [];
  const sockets: string[] = [];
  const consoleLines: string[] = [];
  const violations: string[] = [];
  let configProblem: string;
  let backend: string;
  let diagnostics: string;
  let storedAfterwards: string;

  beforeAll(async () => {
    [clip] = await phantomStudy(11, [{ seriesDescription: 'A4C', frameCount: 20, more: patient }]);
    workplace = await openWorkplace('embedded', [clip]);
    source = await startModelSource(path.join(repositoryRoot, 'models/bundled'));
    let policies = { page: '', hostWorker: '' };
    front = await serveBelow(workplace.url, '/ohif/', {
      authorization: token,
      config: departmentConfig(source.url),
      headers: (headers, { url = '', headers: asked }) => ({
        ...headers,
        'cross-origin-embedder-policy': 'unsafe-none',
        'content-security-policy':
          policies[isHostWorker(url, asked['sec-fetch-dest']) ? 'hostWorker' : 'page'],
      }),
    });
    // Below a path, the few scripts in the page are others.
    const html = await (await fetch(`${front.url}/`)).text();
    policies = contentPolicies(html, [source.url]);
    page = await openPage(workplace.browser);
    page.context().on('request', (request) => void requests.push(request));
    page.on('websocket', (socket) => void sockets.push(socket.url()));
    page.on('console', (message) => void consoleLines.push(message.text()));
    await page.exposeFunction('noteViolation', (text: string) => void violations.push(text));
    await page.addInitScript(() => {
      const { noteViolation } = window as unknown as { noteViolation(text: string): void };
      document.addEventListener('securitypolicyviolation', (event) =>
        noteViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
      );
    });
    await readStudy();
  }, 240_000);

  afterAll(async () => {
    if (page) await saveScreenshot(page, 'department-end');
    await front?.close();
    await source?.close();
    await workplace?.close();
  });

  /** From the study list through the panel and back to the study list. */
  const readStudy = async () => {
    await page.goto(`${front.url}/`);
    await page
      .getByText(/^Mustermann/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'EchoNet' }).click({ timeout: 10_000 });
    await element(page, 'echonet-clip').first().waitFor({ timeout: 60_000 });
    configProblem = await element(page, 'echonet-error').first().innerText();
    results = await runClip(page);
    await saveScreenshot(page, 'department-read');
    await element(page, 'echonet-saliency-toggle').click();
    await page
      .locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]')
      .waitFor({ timeout: 120_000 });
    backend = await element(page, 'echonet-backend').innerText();
    await element(page, 'echonet-models-open').click();
    await element(page, 'echonet-model-check').first().click();
    await element(page, 'echonet-model-checked').first().waitFor({ timeout: 30_000 });
    await saveScreenshot(page, 'department-models');
    await element(page, 'echonet-models-close').click();
    diagnostics = await readDiagnostics();
    await page.goBack();
    await page
      .getByText(/^Mustermann/)
      .first()
      .waitFor({ timeout: 60_000 });
    storedAfterwards = await storedText(page);
  };

  /** Copies the diagnostics; the clipboard of a page without rights is what it would have written. */
  const readDiagnostics = async (): Promise<string> => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = (text) => {
        (window as unknown as { copied: string }).copied = text;
        return Promise.resolve();
      };
    });
    await element(page, 'echonet-diagnostics-copy').click();
    await page.waitForFunction(() => 'copied' in window);
    return page.evaluate(() => (window as unknown as { copied: string }).copied);
  };

  /** Everything by which the patient or the study could be known. */
  const identifiers = async (): Promise<string[]> => {
    const metadata = `${workplace.url}/dicom-web/studies/${clip.StudyInstanceUID}/metadata`;
    const [instance] = (await (await fetch(metadata)).json()) as Record<
      string,
      { Value?: unknown[] }
    >[];
    const uids = ['0020000D', '0020000E', '00080018'].map(
      (tag) => instance[tag].Value?.[0] as string,
    );
    return [...uids, patient.PatientID, ...patient.PatientName.split('^')];
  };

  it('asks nothing of any host but the viewer with its archive, and the model source', () => {
    const hosts = requests
      .map((request) => new URL(request.url()))
      .filter(({ protocol }) => protocol.startsWith('http'))
      .map(({ origin }) => `${origin}/`);
    expect([...new Set(hosts)].sort()).toEqual([new URL('/', front.url).href, source.url].sort());
    expect(sockets).toEqual([]);
  });

  it('finds all its files below the path of the viewer', () => {
    expect(front.strays).toEqual([]);
    const files = requests
      .map((request) => new URL(request.url()).pathname)
      .filter((pathname) => pathname.includes('/plugins/echonet/'))
      .map((pathname) => pathname.replace('/ohif/plugins/echonet/', ''));
    expect(files).toEqual(
      expect.arrayContaining([
        'loader.js',
        'extension.js',
        'mode.js',
        expect.stringMatching(/^echonet-inference\..*js$/),
        expect.stringMatching(/^kernels-.*wasm$/),
      ]),
    );
  });

  it('tells the model source nothing of the patient, and nothing of the login', async () => {
    expect(source.requests.length).toBeGreaterThan(3);
    const asked = JSON.stringify(source.requests);
    for (const identifier of await identifiers()) expect(asked).not.toContain(identifier);
    for (const { url, headers } of source.requests) {
      expect(url).toMatch(/^\/(index\.json|[\w.-]+\/[\w.-]+)$/);
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
    }
  });

  it("sends the host's login with every request to the archive", () => {
    const toArchive = requests.filter((request) => request.url().includes('/dicom-web'));
    expect(toArchive.length).toBeGreaterThan(20);
    expect(front.withoutLogin).toEqual([]);
  });

  it('keeps the token to itself: not in the console, not in storage, not in diagnostics', () => {
    for (const text of [...consoleLines, storedAfterwards, diagnostics]) {
      expect(text).not.toContain('5ecret-t0ken');
    }
  });

  it('keeps nothing of the patient once the study is closed, and tells nothing in diagnostics', async () => {
    // What is stored are files of models: the copy of the manifest is there, so the look was a real one.
    expect(storedAfterwards).toContain('echonet-model-files');
    for (const identifier of await identifiers()) {
      expect(storedAfterwards).not.toContain(identifier);
      expect(diagnostics).not.toContain(identifier);
    }
  });

  it('runs under a policy without eval and without inline scripts', () => {
    expect(violations).toEqual([]);
  });

  it('computes on one thread where the page is not isolated, and says so', () => {
    expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(backend).toMatch(/WebAssembly, 1 thread/);
    expect(backend).toMatch(/cross-origin/i);
  });

  it("shows the department's predictions, with its threshold from the customization", () => {
    expect(results.map(({ task }) => task).sort()).toEqual(['EDV', 'EF', 'ESV', 'lead']);
    expect(results.find(({ task }) => task === 'lead')?.text).toContain('0.90');
  });

  it('names a mistake in the settings at the head of the panel', () => {
    expect(configProblem).toMatch(/echonet\.autorun is unknown \(did you mean autoRun\?\)/);
  });
});
