import { afterEach, describe, expect, it } from '@jest/globals';
import {
  onnxManifest,
  segmentationFixtureManifest,
  viewClassifierManifest,
} from '@echonet/models/testing';
import { defaultConfig } from '../config';
import {
  findModel,
  findQualityModel,
  findSegmentationModel,
  findViewClassifier,
} from './find-model';
import { offeredSegmentations } from './offered-segmentations';
import { manifest } from './testing';

const files = new Map<string, string>();

/** A server of the files above; everything else is not there. */
globalThis.fetch = ((url: string) => {
  const text = files.get(url);
  if (text === 'no answer') {
    return Promise.reject(new TypeError('Failed to fetch'));
  }
  return Promise.resolve(new Response(text, { status: text === undefined ? 404 : 200 }));
}) as unknown as typeof fetch;

afterEach(() => files.clear());

const bundle = 'http://hospital.example/plugins/echonet/';
const urls = { bundle, page: 'http://hospital.example/echonet?StudyInstanceUIDs=1' };
const auto = defaultConfig;

describe('finding the model', () => {
  it('takes the first of the list beside the extension', async () => {
    files.set(`${bundle}models/index.json`, '{"models": ["a4c", "b"]}');
    files.set(`${bundle}models/a4c/echonet.json`, JSON.stringify(manifest));
    const found = await findModel(auto, urls);
    expect(found.modelUrl).toBe(`${bundle}models/a4c/`);
    expect(found.manifest.name).toBe('Test model');
  });

  it('takes the model of real patients for their clips, unless the configuration names one', async () => {
    files.set(`${bundle}models/index.json`, '{"models": ["a4c", "real"], "real": "real"}');
    files.set(`${bundle}models/a4c/echonet.json`, JSON.stringify(manifest));
    expect((await findModel(auto, urls, true)).modelUrl).toBe(`${bundle}models/a4c/`);
    files.set(`${bundle}models/real/echonet.json`, JSON.stringify(manifest));
    expect((await findModel(auto, urls, true)).modelUrl).toBe(`${bundle}models/real/`);
    expect((await findModel(auto, urls, false)).modelUrl).toBe(`${bundle}models/a4c/`);
    const config = { ...auto, model: 'a4c' };
    expect((await findModel(config, urls, true)).modelUrl).toBe(`${bundle}models/a4c/`);
  });

  it('takes the folder and model that the configuration names', async () => {
    files.set('http://models.example/ours/echonet.json', JSON.stringify(manifest));
    const config = { ...auto, modelSources: ['http://models.example'], model: 'ours' };
    expect((await findModel(config, urls)).modelUrl).toBe('http://models.example/ours/');
  });

  it('takes a path of the configuration from the page, not from the extension', async () => {
    files.set('http://hospital.example/models/ours/echonet.json', JSON.stringify(manifest));
    const config = { ...auto, modelSources: ['/models/'], model: 'ours' };
    const elsewhere = { ...urls, bundle: 'http://cdn.example/echonet/' };
    expect((await findModel(config, elsewhere)).modelUrl).toBe(
      'http://hospital.example/models/ours/',
    );
  });

  it.each([
    ['nothing is there', undefined, /No model found.*HTTP 404.*index\.json/],
    ['the server is silent', 'no answer', /did not answer/],
    ['the list is no JSON', '<html>', /index\.json is not JSON/],
    ['the list is empty', '{"models": []}', /names none/],
  ])('says where it looked when %s', async (_when, text, words) => {
    if (text !== undefined) {
      files.set(`${bundle}models/index.json`, text);
    }
    await expect(findModel(auto, urls)).rejects.toThrow(words);
  });

  it('refuses a model of another view than the viewer reads', async () => {
    const plax = { ...manifest, input: { ...manifest.input, view: 'PLAX' } };
    files.set(`${bundle}models/index.json`, '{"models": ["plax"]}');
    files.set(`${bundle}models/plax/echonet.json`, JSON.stringify(plax));
    await expect(findModel(auto, urls)).rejects.toThrow(
      /trained on clips of the view PLAX, and the viewer reads A4C clips/,
    );
  });

  it('refuses a model of real patients of another view', async () => {
    const plax = { ...manifest, input: { ...manifest.input, view: 'PLAX' } };
    files.set(`${bundle}models/index.json`, '{"models": ["a4c"], "real": "plax"}');
    files.set(`${bundle}models/plax/echonet.json`, JSON.stringify(plax));
    await expect(findModel(auto, urls, true)).rejects.toThrow(
      /view PLAX, and the viewer reads A4C/,
    );
  });

  it('refuses a manifest that is none', async () => {
    files.set(`${bundle}models/index.json`, '{"models": ["a4c"]}');
    files.set(`${bundle}models/a4c/echonet.json`, '{"schemaVersion": 9}');
    await expect(findModel(auto, urls)).rejects.toThrow(/schema version 9/);
  });

  it('refuses a view classifier as the model that reads', async () => {
    files.set(`${bundle}models/index.json`, '{"models": ["views"]}');
    files.set(`${bundle}models/views/echonet.json`, JSON.stringify(viewClassifierManifest));
    await expect(findModel(auto, urls)).rejects.toThrow(/belongs under viewClassifier/);
  });
});

describe('finding the view classifier', () => {
  it('takes the first of several whose folder is there', async () => {
    files.set(
      `${bundle}models/index.json`,
      '{"models": ["a4c"], "viewClassifier": ["left-out", "views"]}',
    );
    files.set(`${bundle}models/views/echonet.json`, JSON.stringify(viewClassifierManifest));
    const found = await findViewClassifier(auto, urls);
    expect(found?.modelUrl).toBe(`${bundle}models/views/`);
    files.set(`${bundle}models/left-out/echonet.json`, '{}');
    await expect(findViewClassifier(auto, urls)).rejects.toThrow(/no schemaVersion/);
  });

  const list = (content: object) =>
    files.set(`${bundle}models/index.json`, JSON.stringify({ models: ['a4c'], ...content }));

  it('takes the one that the list names', async () => {
    list({ viewClassifier: 'views' });
    files.set(`${bundle}models/views/echonet.json`, JSON.stringify(viewClassifierManifest));
    const found = await findViewClassifier(auto, urls);
    expect(found?.modelUrl).toBe(`${bundle}models/views/`);
    expect(found?.manifest.purpose).toBe('view');
  });

  it('takes the one that the configuration names, or none', async () => {
    list({ viewClassifier: 'views' });
    files.set(`${bundle}models/ours/echonet.json`, JSON.stringify(viewClassifierManifest));
    const found = await findViewClassifier({ ...auto, viewClassifier: 'ours' }, urls);
    expect(found?.modelUrl).toBe(`${bundle}models/ours/`);
    expect(await findViewClassifier({ ...auto, viewClassifier: false }, urls)).toBeUndefined();
  });

  it('finds none where the list names none or is not there', async () => {
    expect(await findViewClassifier({ ...auto, model: 'ours' }, urls)).toBeUndefined();
    list({});
    expect(await findViewClassifier(auto, urls)).toBeUndefined();
  });

  it('refuses a model that reads, and says what is missing of one that is named', async () => {
    list({ viewClassifier: 'views' });
    await expect(findViewClassifier(auto, urls)).rejects.toThrow(/HTTP 404.*views\/echonet\.json/);
    files.set(`${bundle}models/views/echonet.json`, JSON.stringify(manifest));
    await expect(findViewClassifier(auto, urls)).rejects.toThrow(
      /Test model is no view classifier/,
    );
  });
});

it('finds the quality model that a list names, and refuses another in its place', async () => {
  expect(await findQualityModel(auto, urls)).toBeUndefined();
  files.set(`${bundle}models/index.json`, '{"models": ["a4c"], "quality": "regional"}');
  const path = `${bundle}models/regional/echonet.json`;
  files.set(path, JSON.stringify(manifest));
  await expect(findQualityModel(auto, urls)).rejects.toThrow(/Test model is no quality model/);
  const { onnx, tasks, ...others } = await onnxManifest();
  const { frames } = onnx.input;
  const input = { ...onnx.input, layout: 'NCHW', frames: { ...frames, count: 1 } };
  const quality = { ...others, input: undefined, purpose: 'quality', tasks };
  files.set(path, JSON.stringify({ ...quality, onnx: { ...onnx, input } }));
  expect((await findQualityModel(auto, urls))?.modelUrl).toBe(`${bundle}models/regional/`);
  const config = { ...auto, model: 'regional' };
  await expect(findModel(config, urls)).rejects.toThrow(/rates images .* belongs under quality/);
});

describe('finding the segmentation model', () => {
  const list = '{"models": ["a4c"], "segmentation": "lv"}';

  it('refuses one of another view, and offers it with the reason', async () => {
    const { input } = segmentationFixtureManifest;
    const ofA2c = { ...segmentationFixtureManifest, input: { ...input, view: 'A2C' } };
    files.set(`${bundle}models/index.json`, list);
    files.set(`${bundle}models/lv/echonet.json`, JSON.stringify(ofA2c));
    const reason = /view A2C, and the viewer reads A4C/;
    await expect(findSegmentationModel(auto, urls)).rejects.toThrow(reason);
    expect(await offeredSegmentations(auto, urls)).toEqual([
      { modelUrl: `${bundle}models/lv/`, problem: expect.stringMatching(reason) },
    ]);
  });

  const path = `${bundle}models/lv/echonet.json`;

  it('takes the one that the list or the configuration names', async () => {
    files.set(`${bundle}models/index.json`, list);
    files.set(path, JSON.stringify(segmentationFixtureManifest));
    files.set(`${bundle}models/ours/echonet.json`, JSON.stringify(segmentationFixtureManifest));
    expect((await findSegmentationModel(auto, urls))?.modelUrl).toBe(`${bundle}models/lv/`);
    const config = { ...auto, segmentation: 'ours' };
    expect((await findSegmentationModel(config, urls))?.modelUrl).toBe(`${bundle}models/ours/`);
  });

  it('takes the first of several whose folder is there', async () => {
    files.set(`${bundle}models/index.json`, '{"models": ["a4c"], "segmentation": ["own", "lv"]}');
    files.set(path, JSON.stringify(segmentationFixtureManifest));
    expect((await findSegmentationModel(auto, urls))?.modelUrl).toBe(`${bundle}models/lv/`);
    files.set(`${bundle}models/own/echonet.json`, JSON.stringify(segmentationFixtureManifest));
    expect((await findSegmentationModel(auto, urls))?.modelUrl).toBe(`${bundle}models/own/`);
  });

  it('finds none where the list names none, its folder is missing, or it is switched off', async () => {
    files.set(`${bundle}models/index.json`, '{"models": ["a4c"]}');
    expect(await findSegmentationModel(auto, urls)).toBeUndefined();
    files.set(`${bundle}models/index.json`, list);
    expect(await findSegmentationModel(auto, urls)).toBeUndefined();
    files.set(path, JSON.stringify(segmentationFixtureManifest));
    expect(await findSegmentationModel({ ...auto, segmentation: false }, urls)).toBeUndefined();
  });

  it.each([
    ['a model of another purpose', JSON.stringify(manifest), /purpose/],
    ['a page instead of a manifest', '<html>', /echonet\.json is not JSON/],
  ])('refuses %s', async (_what, text, words) => {
    files.set(`${bundle}models/index.json`, list);
    files.set(path, text);
    await expect(findSegmentationModel(auto, urls)).rejects.toThrow(words);
  });
});
