import { describe, expect, it } from '@jest/globals';
import { panelId, viewportId } from '@echonet/ohif-extension/ids';
import type { ModeContext, ModeInstance } from './host';

const publicPath = 'http://localhost:3000/plugins/echonet/';
Object.assign(globalThis, {
  __webpack_public_path__: publicPath,
  window: { location: { href: 'http://localhost:3000/' } },
});

/** The host's basic mode, as far as ours takes it over. */
function hostMode(entered: unknown[]): ModeInstance {
  return {
    id: '@ohif/mode-basic',
    hide: true,
    extensions: { '@ohif/extension-default': '^3.0.0' },
    sopClassHandlers: ['video', 'stack'],
    toolbarButtons: ['host buttons'],
    toolbarSections: ['host sections'],
    onModeEnter(this: ModeInstance) {
      entered.push(this.id);
    },
  };
}

async function made(entered: unknown[] = []) {
  const { default: mode } = await import('./index');
  const loadModules = () => Promise.resolve([{ modeInstance: hostMode(entered) }]);
  return { mode, instance: await mode.modeFactory({ loadModules }) };
}

describe('the EchoNet mode', () => {
  it('names the extension by the URL beside its own, for the host finds it no other way', async () => {
    const { instance } = await made();
    expect(Object.keys(instance.extensions)).toEqual([
      '@ohif/extension-default',
      `${publicPath}extension.js`,
    ]);
  });

  it.each([
    ['US', true],
    ['CT\\US\\SR', true],
    ['CT', false],
    ['', false],
  ])('is offered for a study of modalities %p: %p', async (modalities, valid) => {
    const { instance } = await made();
    const isValidMode = instance.isValidMode as (study: object) => { valid: boolean };
    expect(isValidMode({ modalities }).valid).toBe(valid);
  });

  it('shows our panel and our viewport, and leaves the video handler out', async () => {
    const { instance } = await made();
    const [{ layoutTemplate }] = instance.routes as [{ layoutTemplate: () => object }];
    expect(layoutTemplate()).toMatchObject({
      props: { rightPanels: [panelId], viewports: [{ namespace: viewportId }, {}, {}] },
    });
    expect(instance.sopClassHandlers.join()).not.toMatch(/video/);
    expect(instance).toMatchObject({ routeName: 'echonet', displayName: 'EchoNet', hide: false });
  });

  it("enters as the host's mode does and adds the hotkey", async () => {
    const entered: unknown[] = [];
    const { instance } = await made(entered);
    const customized: object[] = [];
    const context: ModeContext = {
      servicesManager: {
        services: {
          customizationService: { setCustomizations: (value) => void customized.push(value) },
        },
      },
    };
    instance.onModeEnter(context);
    expect(entered).toEqual(['@echonet/ohif-mode']);
    expect(customized).toMatchObject([
      {
        'ohif.hotkeyBindings': {
          $push: [{ commandName: 'toggleEchoNetSaliency', keys: ['shift+e'] }],
        },
      },
    ]);
  });

  it('says so when the host has no basic mode to grow from', async () => {
    const { mode } = await made();
    await expect(mode.modeFactory({ loadModules: () => Promise.resolve([{}]) })).rejects.toThrow(
      /@ohif\/mode-basic/,
    );
  });
});
