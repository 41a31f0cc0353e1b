import { describe, expect, it } from '@jest/globals';
import { panelId, viewportId } from '@echonet/ohif-extension/ids';
import type { ModeContext, ToolbarButton, ToolGroup } from './host';

const publicPath = 'http://localhost:3000/plugins/echonet/';
Object.assign(globalThis, {
  __webpack_public_path__: publicPath,
  window: { location: { href: 'http://localhost:3000/' } },
});
/** Where the host keeps the reader's language. */
const storage = new Map([['i18nextLng', 'en-US']]);
Object.assign(globalThis, { localStorage: { getItem: (key: string) => storage.get(key) ?? null } });

/** Tools of a host's extension, each under its own name. */
const toolsOf = (...names: string[]) => ({
  exports: {
    toolNames: Object.fromEntries(names.map((name) => [name, name])),
    Enums: { MouseBindings: { Primary: 1, Secondary: 2, Auxiliary: 4, Wheel: 524288 } },
  },
});

/** A host that writes down what it is told. */
function recordingHost({ customizations = {}, modules = hostModules } = {}) {
  const told: [string, ...unknown[]][] = [];
  const tell =
    (name: string) =>
    (...details: unknown[]): void =>
      void told.push([name, ...details]);
  const context: ModeContext = {
    servicesManager: {
      services: {
        customizationService: {
          getCustomization: (name) => customizations[name as keyof typeof customizations],
          setCustomizations: tell('customize'),
        },
        measurementService: { clearMeasurements: tell('clear measurements') },
        toolbarService: { register: tell('buttons'), updateSection: tell('section') },
        toolGroupService: {
          createToolGroupAndAddTools: tell('tools'),
          destroy: tell('destroy tools'),
        },
        syncGroupService: { destroy: tell('destroy synchronizers') },
        segmentationService: { destroy: tell('destroy segmentations') },
        cornerstoneViewportService: { destroy: tell('destroy viewports') },
        uiDialogService: { hideAll: tell('hide dialogs') },
        uiModalService: { hide: tell('hide modal') },
      },
    },
    extensionManager: { getModuleEntry: (id) => modules[id as keyof typeof modules] },
    commandsManager: { runCommand: tell('command') },
  };
  const about = (name: string) => told.filter(([what]) => what === name).map(([, ...rest]) => rest);
  return { context, about };
}

const hostModules = {
  '@ohif/extension-cornerstone.utilityModule.tools': toolsOf('WindowLevel', 'Zoom', 'Length'),
  '@ohif/extension-cornerstone-dicom-sr.utilityModule.tools': toolsOf('SRLength', 'DICOMSRDisplay'),
};

async function made() {
  const { default: mode } = await import('./index');
  return mode.modeFactory({});
}

describe('the EchoNet mode', () => {
  it('names the extension by the URL beside its own, for the host finds it no other way', async () => {
    const { extensions } = await made();
    expect(Object.keys(extensions)).toContain(`${publicPath}extension.js`);
  });

  it.each([
    ['US', true],
    ['CT\\US\\SR', true],
    ['CT', false],
    ['', false],
  ])('is offered for a study of modalities %p: %p', async (modalities, valid) => {
    const { isValidMode } = await made();
    expect(isValidMode({ modalities }).valid).toBe(valid);
  });

  it('shows our panel and our viewport, and leaves the video handler out', async () => {
    const mode = await made();
    expect(mode.routes[0].layoutTemplate()).toMatchObject({
      props: { rightPanels: [panelId], viewports: [{ namespace: viewportId }, {}, {}] },
    });
    expect(mode.sopClassHandlers.join()).not.toMatch(/video/);
    expect(mode).toMatchObject({ routeName: 'echonet', displayName: 'EchoNet', hide: false });
  });

  it('brings its own tools, as far as the host has them', async () => {
    const { context, about } = recordingHost();
    (await made()).onModeEnter(context);
    const groups = about('tools') as [string, ToolGroup][];
    expect(groups.map(([id]) => id)).toEqual(['default', 'SRToolGroup']);
    const [, clips] = groups[0];
    expect(clips.active).toEqual([
      { toolName: 'WindowLevel', bindings: [{ mouseButton: 1 }] },
      { toolName: 'Zoom', bindings: [{ mouseButton: 2 }, { numTouchPoints: 2 }] },
    ]);
    expect(clips.passive).toEqual([{ toolName: 'Length' }]);
  });

  it('does without the tools of structured reports where the host has none', async () => {
    const modules = { ...hostModules } as Partial<typeof hostModules>;
    delete modules['@ohif/extension-cornerstone-dicom-sr.utilityModule.tools'];
    const { context, about } = recordingHost({ modules: modules as typeof hostModules });
    (await made()).onModeEnter(context);
    expect(about('tools')).toHaveLength(1);
  });

  it('says so when the host has no Cornerstone', async () => {
    const { context } = recordingHost({ modules: {} as typeof hostModules });
    const mode = await made();
    expect(() => mode.onModeEnter(context)).toThrow(/@ohif\/extension-cornerstone/);
  });

  it('fills every section of the toolbar with buttons that it registers', async () => {
    const { context, about } = recordingHost();
    (await made()).onModeEnter(context);
    const [[buttons]] = about('buttons') as [[ToolbarButton[]]];
    const ids = buttons.map((button) => button.id);
    expect(new Set(ids).size).toBe(ids.length);
    const sections = about('section') as [string, string[]][];
    expect(sections.map(([name]) => name)).toContain('primary');
    for (const [, section] of sections) expect(ids).toEqual(expect.arrayContaining(section));
    const lists = buttons.filter(({ props }) => props.buttonSection).map((button) => button.id);
    expect(sections.map(([name]) => name)).toEqual(expect.arrayContaining(lists));
  });

  it("takes the toolbar as the hospital's customizations change it, where the host has such", async () => {
    const customizations = {
      toolbarButtons: [{ id: 'Own', uiType: 'ohif.toolButton', props: {} }],
      toolbarSections: { primary: ['Own'] },
    };
    const { context, about } = recordingHost({ customizations });
    (await made()).onModeEnter(context);
    expect(about('buttons')).toEqual([[customizations.toolbarButtons]]);
    expect(about('section')).toEqual([['primary', ['Own']]]);
  });

  it('adds the hotkeys, each of its own', async () => {
    const { context, about } = recordingHost();
    (await made()).onModeEnter(context);
    type Bindings = { $push: { commandName: string; label: string; keys: string[] }[] };
    const [[customizations]] = about('customize') as [[Record<string, Bindings>]];
    const bindings = customizations['ohif.hotkeyBindings'].$push;
    expect(bindings[0]).toMatchObject({ commandName: 'toggleEchoNetSaliency', keys: ['shift+e'] });
    expect(bindings).toHaveLength(8);
    expect(new Set(bindings.map(({ keys }) => keys[0])).size).toBe(8);
    // The host's i18n drops what stands before a colon.
    for (const { label } of bindings) expect(label).toMatch(/^[^:]+$/);
  });

  it("names its buttons and keys in the reader's language", async () => {
    storage.set('i18nextLng', 'de');
    const { context, about } = recordingHost();
    (await made()).onModeEnter(context);
    storage.set('i18nextLng', 'en-US');
    const [[buttons]] = about('buttons') as [[ToolbarButton[]]];
    const { label, tooltip } = buttons.find(({ id }) => id === 'EchoNetRun')!.props;
    expect(label).toBe('Clip auswerten');
    expect(tooltip).toBe('Clip auswerten (Shift+R)');
    const [[{ 'ohif.hotkeyBindings': bindings }]] = about('customize') as [
      [Record<string, { $push: { label: string }[] }>],
    ];
    expect(bindings.$push[0].label).toBe('Aufmerksamkeitskarte ein/aus');
  });

  it('puts everything away when it is left', async () => {
    const { context, about } = recordingHost();
    (await made()).onModeExit(context);
    for (const what of ['tools', 'synchronizers', 'segmentations', 'viewports']) {
      expect(about(`destroy ${what}`)).toHaveLength(1);
    }
  });
});
