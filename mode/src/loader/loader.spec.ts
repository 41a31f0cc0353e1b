/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addToConfig, type ViewerConfig } from './add-to-config';
import { importFile } from './import-file';
import { showNotice } from './notice';
import { standIns } from './stand-ins';

const extensionId = '@echonet/ohif-extension';

/** Stand-ins, and the reasons that they reported. */
function loadedStandIns(
  extension: Promise<object>,
  mode: Promise<object> = Promise.resolve(realMode),
) {
  const reasons: string[] = [];
  const parts = standIns({ extension, mode, report: (reason) => void reasons.push(reason) });
  return { ...parts, host: parts.extension as Record<string, unknown>, reasons };
}

const realMode = { id: 'mode', modeFactory: () => ({ routeName: 'echonet' }) };

describe('the stand-ins in the configuration', () => {
  it('turn into the real extension and mode', async () => {
    const preRegistration = jest.fn();
    const onModeEnter = () => undefined;
    const { extension, mode, host, reasons } = loadedStandIns(
      Promise.resolve({ id: extensionId, preRegistration, onModeEnter, getPanelModule: () => [1] }),
    );
    expect(host.getPanelModule).toBeUndefined();
    await extension.preRegistration('context');
    expect(preRegistration).toHaveBeenCalledWith('context');
    expect(host).toMatchObject({ id: extensionId, onModeEnter });
    expect((host.getPanelModule as () => unknown)()).toEqual([1]);
    await expect(mode.modeFactory({})).resolves.toEqual({ routeName: 'echonet' });
    expect(reasons).toEqual([]);
  });

  it.each([
    ['cannot be loaded', Promise.reject<object>(new Error('extension.js is missing'))],
    [
      'fails at registration',
      Promise.resolve({
        preRegistration: () => Promise.reject(new Error('extension.js is missing')),
      }),
    ],
  ])('offer no mode when the extension %s, and say why once', async (_case, broken) => {
    const { extension, mode, host, reasons } = loadedStandIns(broken);
    await extension.preRegistration({});
    expect(Object.keys(host)).toEqual(['id', 'preRegistration']);
    await expect(mode.modeFactory({})).resolves.toBeUndefined();
    expect(reasons).toEqual(['extension.js is missing']);
  });

  it('offer no mode when a part of the extension fails', async () => {
    const getPanelModule = () => {
      throw new Error('no panel');
    };
    const { extension, mode, host, reasons } = loadedStandIns(Promise.resolve({ getPanelModule }));
    await extension.preRegistration({});
    expect((host.getPanelModule as () => unknown)()).toBeUndefined();
    await expect(mode.modeFactory({})).resolves.toBeUndefined();
    expect(reasons).toEqual(['no panel']);
  });

  it('keep the extension when the mode cannot be loaded', async () => {
    const { extension, mode, reasons } = loadedStandIns(
      Promise.resolve({}),
      Promise.reject(new Error('mode.js is broken')),
    );
    await extension.preRegistration({});
    await expect(mode.modeFactory({})).resolves.toBeUndefined();
    expect(reasons).toEqual(['mode.js is broken']);
  });
});

describe('importing a file of the plugin', () => {
  const url = 'https://viewer/plugins/echonet/extension.js';
  const fails = () => Promise.reject(new Error('Failed to fetch'));

  /** Mocks the response to the request that asks why the import failed. */
  const serverAnswers = (answer: { ok: boolean; status: number; type?: string } | undefined) => {
    globalThis.fetch = (() =>
      answer
        ? Promise.resolve({ ...answer, headers: { get: () => answer.type ?? null } })
        : Promise.reject(new TypeError('offline'))) as unknown as typeof fetch;
  };

  it('returns its default export', async () => {
    const extension = { id: extensionId };
    await expect(importFile(url, () => Promise.resolve({ default: extension }))).resolves.toBe(
      extension,
    );
  });

  it.each([
    ['is missing: the server answers 404', { ok: false, status: 404 }],
    ['with text/html instead of JavaScript', { ok: true, status: 200, type: 'text/html' }],
    ['is broken: Failed to fetch', { ok: true, status: 200, type: 'text/javascript' }],
    ['cannot be reached', undefined],
  ])('names the file and says that it %s', async (reason, answer) => {
    serverAnswers(answer);
    const error = await importFile(url, fails).catch((thrown: Error) => thrown);
    expect((error as Error).message).toContain(url);
    expect((error as Error).message).toContain(reason);
  });

  it('rejects a module without a default export', async () => {
    await expect(importFile(url, () => Promise.resolve({}))).rejects.toThrow(/not a file of/);
  });

  it('rejects after 30 seconds without an answer', async () => {
    jest.useFakeTimers();
    const outcome = expect(importFile(url, () => new Promise(() => undefined))).rejects.toThrow(
      /did not come within 30 seconds/,
    );
    await jest.advanceTimersByTimeAsync(30_000);
    await outcome;
    jest.useRealTimers();
  });
});

describe("adding to the viewer's configuration", () => {
  const plugin = { extension: 'ours', mode: 'our mode' };
  const expected = { name: 'x', extensions: ['other', 'ours'], modes: ['our mode'] };

  it("keeps the hospital's own entries", () => {
    expect(addToConfig({ name: 'x', extensions: ['other'] }, plugin)).toEqual(expected);
  });

  it('extends the result of a configuration function', async () => {
    const config = addToConfig(
      (host) => Promise.resolve({ name: host as string, extensions: ['other'] }),
      plugin,
    ) as (host: unknown) => Promise<ViewerConfig>;
    await expect(config('x')).resolves.toEqual(expected);
  });

  it('throws when there is none', () => {
    expect(() => addToConfig(undefined, plugin)).toThrow(/app-config\.js sets no window\.config/);
  });
});

describe('the notice', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => void jest.restoreAllMocks());

  it('is shown once, as text, and closes on a click', () => {
    showNotice('<b>extension.js</b> is missing');
    showNotice('so is the rest');
    const notices = document.querySelectorAll('[role="alert"]');
    expect(notices).toHaveLength(1);
    expect(notices[0].textContent).toContain(
      'the viewer works without it: <b>extension.js</b> is missing.',
    );
    expect(notices[0].querySelector('b')).toBeNull();
    notices[0].querySelector('button')?.click();
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });
});
