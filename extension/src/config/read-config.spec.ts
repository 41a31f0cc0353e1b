import { describe, expect, it } from '@jest/globals';
import { backendNames, defaultConfig, readConfig } from './';

describe('reading the configuration', () => {
  it.each([undefined, null, {}])('takes %p for the defaults', (value) => {
    expect(readConfig(value)).toEqual({ config: defaultConfig });
    expect(defaultConfig).toMatchObject({
      backend: 'auto',
      backendOrder: [...backendNames],
      autoRun: false,
      thresholds: {},
      saliency: { method: 'smoothGrad', samples: 10, opacity: 0.6, colourMap: 'inferno' },
      report: { seriesDescription: 'EchoNet' },
    });
    expect(defaultConfig.actions).toMatchObject({
      run: true,
      storeReport: true,
      storeCapture: true,
      storePdf: false,
      download: true,
      copyText: true,
    });
  });

  it('takes what app-config.js sets, and the defaults for the rest', () => {
    const value = {
      backend: 'wasm',
      modelSources: ['/models/', 'https://models.example/echo'],
      model: 'a4c-phantom',
      tasks: ['EF'],
      thresholds: { lead: 0.7 },
      saliency: { opacity: 0.3 },
      actions: { storeReport: false },
    };
    expect(readConfig(value)).toEqual({
      config: {
        ...defaultConfig,
        ...value,
        saliency: { ...defaultConfig.saliency, opacity: 0.3 },
        actions: { ...defaultConfig.actions, storeReport: false },
      },
    });
  });

  it("lets the host's customization go before app-config.js, setting by setting", () => {
    const { config } = readConfig({ backend: 'wasm', autoRun: true }, { backend: 'cpu' });
    expect(config).toMatchObject({ backend: 'cpu', autoRun: true });
  });

  it.each([
    [{ backend: 'quantum' }, /echonet\.backend is "quantum", but should be \("auto" \| "webgpu"/],
    [{ backendOrder: 'wasm' }, /echonet\.backendOrder is "wasm", but should be Array/],
    [{ backendOrder: ['wasm', 'gpu'] }, /echonet\.backendOrder\.1 is "gpu"/],
    [{ backendOrder: [] }, /echonet\.backendOrder names no backend/],
    [{ backendOrder: ['wasm', 'wasm'] }, /echonet\.backendOrder names a backend twice/],
    [{ modelSources: 'models/' }, /echonet\.modelSources is "models\/", but should be Array/],
    [{ model: '../secret' }, /echonet\.model must be the name of a folder/],
    [{ thresholds: { lead: 70 } }, /echonet\.thresholds\.lead must be from 0 to 1/],
    [{ saliency: { samples: 2.5 } }, /echonet\.saliency\.samples must be whole/],
    [{ saliency: true }, /echonet\.saliency is not an object of settings/],
    [{ report: { heading: 'a\\b' } }, /echonet\.report\.heading may hold neither a backslash/],
    [
      { report: { sentences: ['LV: {EF}.', 'LV: {EDVolume}.'] } },
      /echonet\.report\.sentences\.1 has the unknown placeholder \{EDVolume\} \(did you mean \{LAVolume\}/,
    ],
    [
      { fhir: { endpoint: 'fhir.example' } },
      /echonet\.fhir\.endpoint must be an address that begins/,
    ],
    [
      { fhir: { endpoint: 'javascript:0' } },
      /echonet\.fhir\.endpoint must be an address that begins/,
    ],
    [{ fhir: { patientIdSystem: '1.2.3' } }, /echonet\.fhir\.patientIdSystem must be a URI/],
    [{ modelsURL: '/models/' }, /echonet\.modelsURL is unknown \(there are modelSources, model/],
    [{ autorun: true }, /echonet\.autorun is unknown \(did you mean autoRun\?/],
    [
      { saliency: { colorMap: 'viridis' } },
      /saliency\.colorMap is unknown \(did you mean colourMap/,
    ],
    [{ constructor: 1 }, /echonet\.constructor is unknown/],
    ['fast', /echonet is not an object of settings/],
  ])('says what is wrong with %j and goes on with the defaults', (value, words) => {
    const { config, problem } = readConfig(value);
    expect(config).toEqual(defaultConfig);
    expect(problem).toMatch(words);
  });

  it('names every mistake and keeps what is right', () => {
    const { config, problem } = readConfig({ backend: 'wasm', autorun: true, model: 3 });
    expect(config).toEqual({ ...defaultConfig, backend: 'wasm' });
    expect(problem).toMatch(/echonet\.autorun .*; echonet\.model is 3, but should be string\. /);
  });

  it.each([{ storeReprot: false }, { storeReport: 'no' }, []])(
    'forbids what leaves the viewer while the allowed actions are %j, which is a mistake',
    (actions) => {
      const { config, problem } = readConfig({ actions });
      expect(problem).toMatch(/echonet\.actions/);
      expect(config.actions).toEqual({
        ...defaultConfig.actions,
        storeReport: false,
        storeCapture: false,
        storePdf: false,
        storeProcedureReport: false,
        downloadFhir: false,
        sendFhir: false,
        download: false,
        copyText: false,
      });
      expect(defaultConfig.actions.storeReport).toBe(true);
    },
  );
});
