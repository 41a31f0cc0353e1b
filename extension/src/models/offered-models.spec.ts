/** @jest-environment node */
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { viewClassifierManifest } from '@echonet/models/testing';
import { defaultConfig } from '../config';
import { offeredModels } from './offered-models';
import { manifest } from './testing';

const files = new Map<string, unknown>();

/** A server of the files above; everything else is not there. */
globalThis.fetch = ((url: string) => {
  const json = files.get(url);
  return Promise.resolve(
    new Response(json === undefined ? undefined : JSON.stringify(json), {
      status: json === undefined ? 404 : 200,
    }),
  );
}) as unknown as typeof fetch;

afterEach(() => files.clear());

const source = 'http://models.example/echo/';
const urls = { bundle: 'http://hospital.example/echonet/', page: 'http://hospital.example/' };
const offers = (...modelSources: string[]) =>
  offeredModels({ ...defaultConfig, modelSources }, urls);

describe('the models that are offered', () => {
  it('are those of all sources, in their order, without the view classifier', async () => {
    files.set(`${source}index.json`, { models: ['a', 'views'], viewClassifier: 'views' });
    files.set(`${source}a/echonet.json`, manifest);
    files.set(`${source}views/echonet.json`, viewClassifierManifest);
    files.set('http://hospital.example/own/index.json', { models: ['b'] });
    files.set('http://hospital.example/own/b/echonet.json', { ...manifest, name: 'Ours' });
    expect(await offers(source, '/own')).toEqual([
      { modelUrl: `${source}a/`, manifest },
      { modelUrl: 'http://hospital.example/own/b/', manifest: { ...manifest, name: 'Ours' } },
    ]);
  });

  it('name what cannot be used, beside what can', async () => {
    files.set(`${source}index.json`, { models: ['a', 'gone', 'newer'] });
    files.set(`${source}a/echonet.json`, manifest);
    files.set(`${source}newer/echonet.json`, { schemaVersion: 9 });
    expect(await offers(source, 'http://silent.example')).toEqual([
      { modelUrl: `${source}a/`, manifest },
      { modelUrl: `${source}gone/`, problem: expect.stringMatching(/HTTP 404.*gone/) },
      { modelUrl: `${source}newer/`, problem: expect.stringMatching(/schema version 9/) },
      {
        modelUrl: 'http://silent.example/',
        problem: expect.stringMatching(/404.*silent\.example\/index\.json/),
      },
    ]);
  });

  it.each(['../secret', 'https://elsewhere.example', '..', '.hidden', 'a/b'])(
    'are sought in the source alone: a list that names %s is refused',
    async (name) => {
      files.set(`${source}index.json`, { models: ['a', name] });
      expect(await offers(source)).toEqual([
        { modelUrl: source, problem: expect.stringMatching(/models\.1.*beside itself only/) },
      ]);
    },
  );

  it('are a list, whatever a server answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (index, other) => {
        files.set(`${source}index.json`, { models: [index] });
        files.set(`${source}a/echonet.json`, { schemaVersion: 1, tasks: other });
        expect(Array.isArray(await offers(source))).toBe(true);
        files.set(`${source}index.json`, { models: ['a'], viewClassifier: other });
        for (const offer of await offers(source)) expect(offer).toHaveProperty('problem');
      }),
    );
  });
});
