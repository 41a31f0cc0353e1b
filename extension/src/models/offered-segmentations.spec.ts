import { afterEach, expect, it } from '@jest/globals';
import { segmentationFixtureManifest } from '@echonet/models/testing';
import { defaultConfig } from '../config';
import { offeredSegmentations } from './offered-segmentations';
import { manifest } from './testing';

const files = new Map<string, unknown>();

/** A server of the files above; everything else is not there. */
globalThis.fetch = ((url: string) => {
  const json = files.get(url);
  const status = json === undefined ? 404 : 200;
  return Promise.resolve(new Response(JSON.stringify(json), { status }));
}) as unknown as typeof fetch;

afterEach(() => files.clear());

const source = 'http://models.example/echo/';
const urls = { bundle: 'http://hospital.example/echonet/', page: 'http://hospital.example/' };
const offered = () =>
  offeredSegmentations({ ...defaultConfig, modelSources: [source, '/silent'] }, urls);

it('offers the segmentation models of all lists but those left out, and says what is wrong', async () => {
  files.set(`${source}index.json`, { models: ['a'], segmentation: ['own', 'left-out', 'broken'] });
  files.set(`${source}own/echonet.json`, segmentationFixtureManifest);
  files.set(`${source}broken/echonet.json`, manifest);
  expect(await offered()).toEqual([
    { modelUrl: `${source}own/`, manifest: segmentationFixtureManifest },
    { modelUrl: `${source}broken/`, problem: expect.stringMatching(/purpose/) },
  ]);
});

it('offers none where no list names one', async () => {
  files.set(`${source}index.json`, { models: ['a'] });
  expect(await offered()).toEqual([]);
});
