import path from 'node:path';
import type { Page, Request } from '@playwright/test';
import { contentPolicies, isHostWorker } from '@echonet/viewer';
import { openPage } from '../support/browser';
import { phantomStudy } from '../support/clips';
import {
  enterFromStudyList,
  runClip,
  waitForOverlay,
  type ShownResult,
  toggleSaliency,
  openTab,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { startModelSource, type ModelSource } from '../support/model-source';
import { storedText } from '../support/page-storage';
import { repositoryRoot } from '../support/paths';
import { serveBelow, type SubPathViewer } from '../support/sub-path';

const patient = { PatientName: 'Mustermann^Erika', PatientID: 'MRN-7741-X' };

const token = 'Bearer 5ecret-t0ken-of-the-reader';

/** An OHIF extension that sends the login, and the department's settings of EchoNet. */
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

test.use({
  clips: async ({}, use) =>
    use(await phantomStudy(11, [{ seriesDescription: 'A4C', frameCount: 20, more: patient }])),
});

/**
 * One whole reading in a department: viewer below a path, behind a login, under a strict content
 * security policy, without cross-origin isolation, models from another server.
 */
test.describe("a session in a department's own viewer", () => {
  test.describe.configure({ mode: 'serial' });

  let source: ModelSource;
  let front: SubPathViewer;
  let page: Page;
  let results: ShownResult[];
  let configProblem: string;
  let backend: string;
  let diagnostics: string;
  let storedAfterwards: string;
  /** Everything that identifies the patient or the study. */
  let identifiers: string[];
  const requests: Request[] = [];
  const sockets: string[] = [];
  const consoleLines: string[] = [];
  const violations: string[] = [];

  test.beforeAll(async ({ browser, viewer, clips }) => {
    source = await startModelSource(path.join(repositoryRoot, 'models/bundled'));
    let policies = { page: '', hostWorker: '' };
    front = await serveBelow(viewer.url, '/ohif/', {
      authorization: token,
      config: departmentConfig(source.url),
      headers: (headers, { url = '', headers: requestHeaders }) => ({
        ...headers,
        'cross-origin-embedder-policy': 'unsafe-none',
        'content-security-policy':
          policies[isHostWorker(url, requestHeaders['sec-fetch-dest']) ? 'hostWorker' : 'page'],
      }),
    });
    // The policy has hashes of the page's inline scripts, which differ below a path.
    const html = await (await fetch(`${front.url}/`)).text();
    policies = contentPolicies(html, [source.url]);
    identifiers = await identifiersOf(
      `${viewer.dicomwebUrl}/studies/${clips[0].StudyInstanceUID}/metadata`,
    );
    page = await openPage(browser);
    await observePage();
    await readStudy();
  });

  test.afterAll(async () => {
    await front?.close();
    await source?.close();
  });

  const observePage = async () => {
    page.context().on('request', (request) => void requests.push(request));
    page.on('websocket', (socket) => void sockets.push(socket.url()));
    page.on('console', (message) => void consoleLines.push(message.text()));
    await page.exposeFunction('onViolation', (text: string) => void violations.push(text));
    await page.addInitScript(() => {
      const { onViolation } = window as unknown as { onViolation: (text: string) => void };
      document.addEventListener('securitypolicyviolation', (event) =>
        onViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
      );
    });
  };

  /** Goes from the study list through the panel and back to the study list. */
  const readStudy = async () => {
    await page.goto(`${front.url}/`);
    await enterFromStudyList(page, /^Mustermann/);
    configProblem = await page.getByTestId('echonet-error').first().innerText();
    results = await runClip(page);
    await toggleSaliency(page);
    await waitForOverlay(page);
    backend = await page.getByTestId('echonet-backend').innerText();
    await openTab(page, 'models');
    await page.getByTestId('echonet-models-open').click();
    await page.getByTestId('echonet-model-check').first().click();
    await expect(page.getByTestId('echonet-model-checked').first()).toBeVisible();
    diagnostics = await copyDiagnostics();
    await page.goBack();
    await page
      .getByText(/^Mustermann/)
      .first()
      .waitFor({ timeout: 60_000 });
    storedAfterwards = await storedText(page);
  };

  /** Returns what the page writes to the clipboard, which it may not do in this browser. */
  const copyDiagnostics = async (): Promise<string> => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = (text) => {
        (window as unknown as { copied: string }).copied = text;
        return Promise.resolve();
      };
    });
    await page.getByTestId('echonet-diagnostics-copy').click();
    await page.waitForFunction(() => 'copied' in window);
    return page.evaluate(() => (window as unknown as { copied: string }).copied);
  };

  const identifiersOf = async (metadataUrl: string): Promise<string[]> => {
    const [instance] = (await (await fetch(metadataUrl)).json()) as Record<
      string,
      { Value?: unknown[] }
    >[];
    // Study, Series and SOP Instance UID.
    const uids = ['0020000D', '0020000E', '00080018'].map(
      (tag) => instance[tag].Value?.[0] as string,
    );
    return [...uids, patient.PatientID, ...patient.PatientName.split('^')];
  };

  test("sends requests to the viewer's origin and the model source alone", () => {
    const hosts = requests
      .map((request) => new URL(request.url()))
      .filter(({ protocol }) => protocol.startsWith('http'))
      .map(({ origin }) => `${origin}/`);
    expect([...new Set(hosts)].sort()).toEqual([new URL('/', front.url).href, source.url].sort());
    expect(sockets).toEqual([]);
  });

  test('requests all its files below the path of the viewer', () => {
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

  test('sends the model source nothing of the patient and nothing of the login', () => {
    expect(source.requests.length).toBeGreaterThan(3);
    const received = JSON.stringify(source.requests);
    for (const identifier of identifiers) {
      expect(received).not.toContain(identifier);
    }
    for (const { url, headers } of source.requests) {
      expect(url).toMatch(/^\/(index\.json|[\w.-]+\/[\w.-]+)$/);
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
    }
  });

  test("sends the host's login with every request to the archive", () => {
    const toArchive = requests.filter((request) => request.url().includes('/dicom-web'));
    expect(toArchive.length).toBeGreaterThan(20);
    expect(front.withoutLogin).toEqual([]);
  });

  test('writes the token neither to the console nor to storage nor to the diagnostics', () => {
    for (const text of [...consoleLines, storedAfterwards, diagnostics]) {
      expect(text).not.toContain('5ecret-t0ken');
    }
  });

  test('stores nothing of the patient once the study is closed, and writes nothing to the diagnostics', () => {
    // The stored model files show that storage was read at all.
    expect(storedAfterwards).toContain('echonet-model-files');
    for (const identifier of identifiers) {
      expect(storedAfterwards).not.toContain(identifier);
      expect(diagnostics).not.toContain(identifier);
    }
  });

  test('runs under a content security policy without eval and inline scripts', () => {
    expect(violations).toEqual([]);
  });

  test('computes on one thread where the page is not cross-origin isolated, and says so', () => {
    expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(backend).toMatch(/WebAssembly, 1 thread/);
    expect(backend).toMatch(/cross-origin/i);
  });

  test("shows the department's tasks, with its threshold from the customization service", () => {
    expect(results.map(({ task }) => task).sort()).toEqual(['EDV', 'EF', 'ESV', 'lead']);
    expect(results.find(({ task }) => task === 'lead')?.text).toContain('cut-off 90 %');
  });

  test('names a mistake in the settings at the head of the panel', () => {
    expect(configProblem).toMatch(/echonet\.autorun is unknown \(did you mean autoRun\?\)/);
  });
});
