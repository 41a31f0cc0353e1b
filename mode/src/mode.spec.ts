import { describe, expect, it, jest } from '@jest/globals';
import { panelId, viewportId } from '@echonet/ohif-extension/ids';
import type { ModeContext, ToolbarButton, ToolGroup } from './host';

const publicPath = 'http://localhost:3000/plugins/echonet/';
Object.assign(globalThis, {
  __webpack_public_path__: publicPath,
  window: { location: { href: 'http://localhost:3000/' } },
});
/** Local storage, in which the host keeps the user's language. */
const storage = new Map([['i18nextLng', 'en-US']]);
Object.assign(globalThis, { localStorage: { getItem: (key: string) => storage.get(key) ?? null } });

/** Where the mode listens for keys; `button-keys.spec.ts` has what it does with them. */
const body = { addEventListener: jest.fn(), removeEventListener: jest.fn() };
Object.assign(globalThis, { document: { body } });

const toolsOf = (...names: string[]) => ({
  exports: {
    toolNames: Object.fromEntries(names.map((name) => [name, name])),
    Enums: { MouseBindings: { Primary: 1, Secondary: 2, Auxiliary: 4, Wheel: 524288 } },
  },
});

/** A host that records the calls of its services; `callsOf` returns their arguments by name. */
function recordingHost({ customizations = {}, modules = hostModules } = {}) {
  const calls: [string, ...unknown[]][] = [];
  const record =
    (name: string) =>
    (...details: unknown[]): void =>
      void calls.push([name, ...details]);
  const context: ModeContext = {
    servicesManager: {
      services: {
        customizationService: {
          getCustomization: (name) => customizations[name as keyof typeof customizations],
          setCustomizations: record('customize'),
        },
        measurementService: { clearMeasurements: record('clear measurements') },
        toolbarService: { register: record('buttons'), updateSection: record('section') },
        toolGroupService: {
          createToolGroupAndAddTools: record('tools'),
          destroy: record('destroy tools'),
        },
        syncGroupService: { destroy: record('destroy synchronizers') },
        segmentationService: { destroy: record('destroy segmentations') },
        cornerstoneViewportService: { destroy: record('destroy viewports') },
        uiDialogService: { hideAll: record('hide dialogs') },
        uiModalService: { hide: record('hide modal') },
      },
    },
    extensionManager: { getModuleEntry: (id) => modules[id as keyof typeof modules] },
    commandsManager: { runCommand: record('command') },
  };
  const callsOf = (name: string) =>
    calls.filter(([what]) => what === name).map(([, ...rest]) => rest);
  return { context, callsOf };
}

const hostModules = {
  '@ohif/extension-cornerstone.utilityModule.tools': toolsOf('WindowLevel', 'Zoom', 'Length'),
  '@ohif/extension-cornerstone-dicom-sr.utilityModule.tools': toolsOf('SRLength', 'DICOMSRDisplay'),
};

async function createdMode() {
  const { default: mode } = await import('./index');
  return mode.modeFactory({});
}

describe('the EchoNet mode', () => {
  it('names the extension by its URL in the same folder, as the host needs', async () => {
    const { extensions } = await createdMode();
    expect(Object.keys(extensions)).toContain(`${publicPath}extension.js`);
  });

  it.each([
    ['US', true],
    ['CT\\US\\SR', true],
    ['CT', false],
    ['', false],
  ])('is offered for a study of modalities %p: %p', async (modalities, valid) => {
    const { isValidMode } = await createdMode();
    expect(isValidMode({ modalities }).valid).toBe(valid);
  });

  it("shows EchoNet's panel before the host's measurements, and omits the video handler", async () => {
    const mode = await createdMode();
    const measurements = '@ohif/extension-cornerstone.panelModule.panelMeasurement';
    expect(mode.routes[0].layoutTemplate()).toMatchObject({
      props: {
        rightPanels: [panelId, measurements],
        viewports: [{ namespace: viewportId }, {}, {}],
      },
    });
    expect(mode.sopClassHandlers.join()).not.toMatch(/video/);
    expect(mode).toMatchObject({ routeName: 'echonet', displayName: 'EchoNet', hide: false });
  });

  it('creates its tool groups from the tools that the host has', async () => {
    const { context, callsOf } = recordingHost();
    (await createdMode()).onModeEnter(context);
    const groups = callsOf('tools') as [string, ToolGroup][];
    expect(groups.map(([id]) => id)).toEqual(['default', 'SRToolGroup']);
    const [, clips] = groups[0];
    expect(clips.active).toEqual([
      { toolName: 'WindowLevel', bindings: [{ mouseButton: 1 }] },
      { toolName: 'Zoom', bindings: [{ mouseButton: 2 }, { numTouchPoints: 2 }] },
    ]);
    expect(clips.passive).toEqual([{ toolName: 'Length' }]);
  });

  it('omits the tool group of structured reports when the host lacks it', async () => {
    const modules = { ...hostModules } as Partial<typeof hostModules>;
    delete modules['@ohif/extension-cornerstone-dicom-sr.utilityModule.tools'];
    const { context, callsOf } = recordingHost({ modules: modules as typeof hostModules });
    (await createdMode()).onModeEnter(context);
    expect(callsOf('tools')).toHaveLength(1);
  });

  it('throws when the host has no Cornerstone extension', async () => {
    const { context } = recordingHost({ modules: {} as typeof hostModules });
    const mode = await createdMode();
    expect(() => mode.onModeEnter(context)).toThrow(/@ohif\/extension-cornerstone/);
  });

  it('fills every toolbar section with registered buttons', async () => {
    const { context, callsOf } = recordingHost();
    (await createdMode()).onModeEnter(context);
    const [[buttons]] = callsOf('buttons') as [[ToolbarButton[]]];
    const ids = buttons.map((button) => button.id);
    expect(new Set(ids).size).toBe(ids.length);
    const sections = callsOf('section') as [string, string[]][];
    expect(sections.map(([name]) => name)).toContain('primary');
    for (const [, section] of sections) {
      expect(ids).toEqual(expect.arrayContaining(section));
    }
    const lists = buttons.filter(({ props }) => props.buttonSection).map((button) => button.id);
    expect(sections.map(([name]) => name)).toEqual(expect.arrayContaining(lists));
  });

  it("uses the toolbar of the hospital's customizations", async () => {
    const customizations = {
      toolbarButtons: [{ id: 'Own', uiType: 'ohif.toolButton', props: {} }],
      toolbarSections: { primary: ['Own'] },
    };
    const { context, callsOf } = recordingHost({ customizations });
    (await createdMode()).onModeEnter(context);
    expect(callsOf('buttons')).toEqual([[customizations.toolbarButtons]]);
    expect(callsOf('section')).toEqual([['primary', ['Own']]]);
  });

  it('adds hotkeys, each with keys of its own', async () => {
    const { context, callsOf } = recordingHost();
    (await createdMode()).onModeEnter(context);
    type Bindings = { $push: { commandName: string; label: string; keys: string[] }[] };
    const [[customizations]] = callsOf('customize') as [[Record<string, Bindings>]];
    const bindings = customizations['ohif.hotkeyBindings'].$push;
    expect(bindings[0]).toMatchObject({ commandName: 'toggleEchoNetSaliency', keys: ['shift+e'] });
    expect(bindings).toHaveLength(14);
    expect(new Set(bindings.map(({ keys }) => keys[0])).size).toBe(14);
    // The host's i18n drops any text before a colon.
    for (const { label } of bindings) {
      expect(label).toMatch(/^[^:]+$/);
    }
  });

  it('has the host hide buttons that switch nothing yet', async () => {
    const { toolbarButtons } = await createdMode();
    const hidden = toolbarButtons.filter(({ props }) => props.hideWhenDisabled === true);
    expect(hidden.map(({ id }) => id)).toEqual([
      'EchoNetContours',
      'EchoNetViewportSaliency',
      'EchoNetViewportnextTask',
      'EchoNetViewportweakerSaliency',
      'EchoNetViewportstrongerSaliency',
      'EchoNetViewportContours',
      'EchoNetNextEndDiastole',
      'EchoNetNextEndSystole',
      'EchoNetEditContour',
      'EchoNetMarkEndDiastole',
      'EchoNetMarkEndSystole',
    ]);
  });

  it("labels buttons and hotkeys in the user's language", async () => {
    storage.set('i18nextLng', 'de');
    const { context, callsOf } = recordingHost();
    (await createdMode()).onModeEnter(context);
    storage.set('i18nextLng', 'en-US');
    const [[buttons]] = callsOf('buttons') as [[ToolbarButton[]]];
    const { label, tooltip } = buttons.find(({ id }) => id === 'EchoNetRun')!.props;
    expect(label).toBe('Clip auswerten');
    expect(tooltip).toBe('Clip auswerten (Shift+R)');
    const [[{ 'ohif.hotkeyBindings': bindings }]] = callsOf('customize') as [
      [Record<string, { $push: { label: string }[] }>],
    ];
    expect(bindings.$push[0].label).toBe('Aufmerksamkeitskarte ein/aus');
  });

  it('clears its state on exit', async () => {
    const { context, callsOf } = recordingHost();
    (await createdMode()).onModeExit(context);
    for (const what of ['tools', 'synchronizers', 'segmentations', 'viewports']) {
      expect(callsOf(`destroy ${what}`)).toHaveLength(1);
    }
  });
});
