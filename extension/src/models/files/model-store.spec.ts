import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cacheName, ModelStore } from './model-store';
import { storedKeys, useBrowserStorage } from './testing';

useBrowserStorage();

const day = 86_400_000;
let store: ModelStore;

beforeEach(async () => {
  await caches.delete(cacheName);
  store = (await ModelStore.open())!;
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] });
});
afterEach(() => void jest.useRealTimers());

/** Stores a model whose files are named by their content's name. */
async function keepModel(name: string, seenOnDay: number, files: Record<string, number>) {
  jest.setSystemTime(seenOnDay * day);
  const manifest = { files: Object.fromEntries(Object.keys(files).map((hash) => [hash, hash])) };
  await store.keepDocument(manifestUrl(name), bytesOf(manifest));
  for (const [hash, length] of Object.entries(files)) {
    await store.keepFile(hash, new ArrayBuffer(length));
  }
}

const bytesOf = (json: unknown) => new TextEncoder().encode(JSON.stringify(json)).buffer;
const manifestUrl = (name: string) => `http://hospital.example/models/${name}/echonet.json`;

/** Ends of the keys: the file's hash, the model's folder. */
async function kept(): Promise<string[]> {
  return (await storedKeys()).map((key) =>
    decodeURIComponent(key.slice(key.lastIndexOf('/') + 1)).replace(/.*models\/|\/echonet.*/g, ''),
  );
}

describe('tidying the store', () => {
  it('keeps everything that there is room for', async () => {
    await keepModel('old', 1, { x: 10 });
    await keepModel('new', 2, { y: 10 });
    await store.tidy(manifestUrl('new'));
    expect(await kept()).toEqual(['new', 'old', 'x', 'y']);
  });

  it('drops files that no document names any more', async () => {
    await keepModel('a', 1, { x: 10, y: 10 });
    await keepModel('a', 2, { y: 10, z: 10 });
    await store.tidy(manifestUrl('a'));
    expect(await kept()).toEqual(['a', 'y', 'z']);
  });

  it('drops what was seen longest ago, beyond so many bytes', async () => {
    await keepModel('c', 3, { z: 10 });
    await keepModel('a', 1, { x: 10 });
    await keepModel('b', 2, { y: 10 });
    await store.tidy(manifestUrl('c'), { documents: 16, bytes: 25 });
    expect(await kept()).toEqual(['b', 'c', 'y', 'z']);
  });

  it('drops what was seen longest ago, beyond so many models', async () => {
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      await keepModel(name, index, { [name]: 1 });
    }
    await store.tidy(manifestUrl('c'), { documents: 2, bytes: 100 });
    expect(await kept()).toEqual(['b', 'c', 'b', 'c']);
  });

  it('counts files that models share once', async () => {
    await keepModel('a', 1, { shared: 20, x: 1 });
    await keepModel('b', 2, { shared: 20, y: 1 });
    await store.tidy(manifestUrl('b'), { documents: 16, bytes: 22 });
    expect(await kept()).toEqual(['a', 'b', 'shared', 'x', 'y']);
  });

  it('keeps the model in use, however large and old', async () => {
    await keepModel('a', 1, { x: 100 });
    await keepModel('b', 2, { y: 10 });
    await store.tidy(manifestUrl('a'), { documents: 1, bytes: 50 });
    expect(await kept()).toEqual(['a', 'x']);
  });

  it('keeps lists of models, which take no room', async () => {
    jest.setSystemTime(day);
    const list = bytesOf({ models: ['a'] });
    await store.keepDocument('http://hospital.example/models/index.json', list);
    await keepModel('a', 2, { x: 100 });
    await store.tidy(manifestUrl('a'), { documents: 16, bytes: 50 });
    expect(await kept()).toEqual(['a', 'index.json', 'x']);
  });

  it('fails quietly with its storage', async () => {
    const prototype = Object.getPrototypeOf(await caches.open(cacheName)) as Cache;
    const failing = jest.spyOn(prototype, 'match').mockRejectedValue(new Error('disk'));
    await keepModel('a', 1, { x: 1 });
    await store.tidy(manifestUrl('a'));
    expect(await store.file('x')).toBeUndefined();
    expect(await store.document(manifestUrl('a'))).toBeUndefined();
    failing.mockRestore();
  });
});
