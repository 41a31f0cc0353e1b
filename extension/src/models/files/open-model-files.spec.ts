import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { loadModel, type LoadProgress, type Network } from '@echonet/models';
import { modelFiles, readerOf } from '@echonet/models/testing';
import { openModelFiles, readWithOfflineCopy } from './';
import { cacheName } from './model-store';
import {
  FileServer,
  impatient,
  sha256,
  storedKeys,
  useBrowserStorage,
  type Mishap,
} from './testing';

useBrowserStorage();

const server = new FileServer();
const names = ['echonet.json', 'model.json', 'a.bin', 'b.bin'];
const bytesOf = new Map<string, Uint8Array>();
const [small, ...large] = names;

beforeAll(async () => {
  await server.start();
  for (const name of names) {
    bytesOf.set(name, new Uint8Array(await readerOf(modelFiles())(name)));
  }
});
afterAll(() => server.close());
beforeEach(async () => {
  server.reset();
  await caches.delete(cacheName);
  serve('a4c/');
});

/** Puts the model's files into a folder of the server. */
function serve(folder: string): void {
  for (const [name, bytes] of bytesOf) {
    server.files.set(folder + name, { bytes, etag: '"1"' });
  }
}

function open(folder = 'a4c/', signal?: AbortSignal) {
  return openModelFiles(server.url(folder), { patience: impatient, signal });
}

/** Reads everything as the worker does; the network itself is of no interest. */
async function load(files = open(), onProgress?: (progress: LoadProgress) => void) {
  const createNetwork = () => Promise.resolve({ dispose: () => {} } as Network);
  await loadModel(files.readFile, { createNetwork, onProgress });
  return { notes: files.notes(), bytesDownloaded: files.bytesDownloaded() };
}

const paths = () => server.takeSeen().map(({ path }) => path);
const inFolder = (folder: string, fileNames: string[]) => fileNames.map((name) => folder + name);
const lengthOf = (fileNames: string[]) =>
  fileNames.reduce((sum, name) => sum + bytesOf.get(name)!.length, 0);
const fileKey = (name: string) =>
  `https://model-files.invalid/sha256/${sha256(bytesOf.get(name)!)}`;
const documentKey = (path: string) =>
  `https://model-files.invalid/document/${encodeURIComponent(server.url(path))}`;

describe('the files of a model', () => {
  it('are downloaded once; after that the manifest alone is', async () => {
    const first = await load();
    expect(paths()).toEqual(inFolder('a4c/', names));
    expect(first).toEqual({ notes: [], bytesDownloaded: lengthOf(names) });
    const second = await load();
    expect(paths()).toEqual(['a4c/echonet.json']);
    expect(second).toEqual({ notes: [], bytesDownloaded: lengthOf([small]) });
  });

  it('lie in the store by their content, and nothing else does', async () => {
    await load();
    const keys = [documentKey('a4c/echonet.json'), ...large.map(fileKey)];
    expect(await storedKeys()).toEqual(keys.sort());
  });

  it('are told in bytes, stored or downloaded, of a total that needs no Content-Length', async () => {
    for (const file of server.files.values()) {
      file.hasNoLength = true;
    }
    for (let visit = 0; visit < 2; visit++) {
      const told: LoadProgress[] = [];
      await load(open(), (progress) => told.push(progress));
      expect(told.at(-1)).toEqual({
        fileName: 'b.bin',
        bytesRead: lengthOf(names),
        bytesTotal: lengthOf(names),
      });
    }
  });

  it('are found under another address as well', async () => {
    await load();
    paths();
    serve('moved/');
    await load(open('moved/'));
    expect(paths()).toEqual(['moved/echonet.json']);
  });

  it('are those of a new version at once, without those that it shares with the old', async () => {
    await load();
    paths();
    const manifest = JSON.parse(Buffer.from(bytesOf.get(small)!).toString()) as {
      files: Record<string, string>;
    };
    const next = Uint8Array.from(bytesOf.get('b.bin')!).reverse();
    manifest.files['b.bin'] = sha256(next);
    server.files.set('a4c/b.bin', { bytes: next });
    server.files.set('a4c/echonet.json', { bytes: Buffer.from(JSON.stringify(manifest)) });
    await load();
    expect(paths()).toEqual(['a4c/echonet.json', 'a4c/b.bin']);
    // What no manifest names any more is gone.
    expect(await storedKeys()).not.toContain(fileKey('b.bin'));
  });

  it('are there when the server is not, which is said', async () => {
    await load();
    server.everyStatus = 503;
    const { notes, bytesDownloaded } = await load();
    const today = new Date().toISOString().slice(0, 10);
    expect(notes).toEqual([`Server not reachable: using the model stored on ${today}.`]);
    expect(bytesDownloaded).toBe(0);
  });

  it('are refused when the server says that the model is gone', async () => {
    await load();
    server.files.delete('a4c/echonet.json');
    await expect(load()).rejects.toThrow(/echonet\.json could not be read.*HTTP 404/);
  });

  it('are downloaded again where what is stored is damaged', async () => {
    await load();
    paths();
    const cache = await caches.open(cacheName);
    const damaged = bytesOf.get('a.bin')!.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    await cache.put(fileKey('a.bin'), new Response(damaged));
    await cache.put(fileKey('b.bin'), new Response(''));
    await load();
    expect(paths()).toEqual(inFolder('a4c/', ['echonet.json', 'a.bin', 'b.bin']));
    await load();
    expect(paths()).toEqual(['a4c/echonet.json']);
  });

  it('are refused and not stored when they are not what the manifest names', async () => {
    const file = server.files.get('a4c/b.bin')!;
    file.bytes = file.bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    await expect(load()).rejects.toThrow(
      "The model's file b.bin is not the one that echonet.json was written for",
    );
    expect(paths()).toEqual(inFolder('a4c/', names));
    expect(await storedKeys()).not.toContain(fileKey('b.bin'));
    expect(await storedKeys()).not.toContain(
      `https://model-files.invalid/sha256/${sha256(file.bytes)}`,
    );
  });

  it('are completed over a connection that breaks', async () => {
    const half = Math.floor(bytesOf.get('b.bin')!.length / 2);
    server.mishaps.set('a4c/b.bin', [{ dropAfter: half }]);
    const { bytesDownloaded } = await load();
    expect(server.takeSeen().at(-1)).toMatchObject({ range: `bytes=${half}-` });
    expect(bytesDownloaded).toBe(lengthOf(names));
    expect(await storedKeys()).toContain(fileKey('b.bin'));
  });

  it('are downloaded whole once more when the pieces do not fit together', async () => {
    // A server whose entity tag stays although the file was replaced halfway.
    const file = server.files.get('a4c/b.bin')!;
    const half = Math.floor(file.bytes.length / 2);
    file.bytes = file.bytes.map((byte, i) => (i < half ? byte ^ 1 : byte));
    server.mishaps.set('a4c/b.bin', [{ dropAfter: half }]);
    const loading = load();
    while (!server.seen.some(({ range }) => range)) {
      await new Promise((r) => setTimeout(r, 1));
    }
    file.bytes = bytesOf.get('b.bin')!;
    await loading;
    expect(
      server
        .takeSeen()
        .map(({ range }) => range)
        .slice(-3),
    ).toEqual([undefined, `bytes=${half}-`, undefined]);
  });

  it('start anew after a reload in the middle of a file, with the files before it stored', async () => {
    server.mishaps.set('a4c/b.bin', Array<Mishap>(9).fill({ dropAfter: 10 }));
    await expect(load()).rejects.toThrow(
      /b\.bin could not be read: the connection broke after 0\.0 of 0\.\d MB .* Tried 4 times/,
    );
    server.reset();
    serve('a4c/');
    await load();
    expect(server.takeSeen()).toEqual([{ path: 'a4c/echonet.json' }, { path: 'a4c/b.bin' }]);
  });

  it('are given up at once when the reader cancels, and complete the next time', async () => {
    const controller = new AbortController();
    server.mishaps.set('a4c/b.bin', [{ stallAfter: 10 }]);
    const loading = load(open('a4c/', controller.signal));
    while (server.seen.length < 4) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    controller.abort(new DOMException('cancelled', 'AbortError'));
    await expect(loading).rejects.toThrow(/cancelled/);
    await expect(open('a4c/', controller.signal).readFile(small)).rejects.toThrow('cancelled');
    await load();
  });
});

describe('storage that fails', () => {
  /** Replaces what `caches` is for one test. */
  async function withCaches(replacement: unknown, test: () => Promise<void>): Promise<void> {
    const { caches } = globalThis;
    Object.assign(globalThis, { caches: replacement });
    try {
      await test();
    } finally {
      Object.assign(globalThis, { caches });
    }
  }

  it.each([
    ['there is none', undefined],
    [
      'it is closed to the page',
      { open: () => Promise.reject(new DOMException('', 'SecurityError')) },
    ],
  ])('does without where %s, and says so', (_what, replacement) =>
    withCaches(replacement, async () => {
      for (let visit = 0; visit < 2; visit++) {
        const { notes, bytesDownloaded } = await load();
        expect(notes).toEqual([expect.stringMatching(/^The browser stores no model files/)]);
        expect(bytesDownloaded).toBe(lengthOf(names));
      }
    }),
  );

  it('does without room, and says so', async () => {
    const cache = await caches.open(cacheName);
    const put = jest
      .spyOn(Object.getPrototypeOf(cache) as Cache, 'put')
      .mockRejectedValue(new DOMException('', 'QuotaExceededError'));
    const { notes } = await load();
    put.mockRestore();
    expect(notes).toEqual([expect.stringMatching(/^No browser storage left/)]);
  });

  it('makes room of other models', async () => {
    serve('old/');
    const other = Uint8Array.from(bytesOf.get('b.bin')!).reverse();
    const manifest = JSON.parse(Buffer.from(bytesOf.get(small)!).toString()) as {
      files: Record<string, string>;
    };
    manifest.files['b.bin'] = sha256(other);
    server.files.set('old/b.bin', { bytes: other });
    server.files.set('old/echonet.json', { bytes: Buffer.from(JSON.stringify(manifest)) });
    await load(open('old/'));
    const cache = await caches.open(cacheName);
    const prototype = Object.getPrototypeOf(cache) as Cache;
    const realPut = prototype.put;
    let refusals = 1;
    const put = jest.spyOn(prototype, 'put').mockImplementation(function (this: Cache, key, value) {
      if (String(key) === fileKey('b.bin') && refusals-- > 0) {
        return Promise.reject(new DOMException('', 'QuotaExceededError'));
      }
      return realPut.call(this, key, value);
    });
    const { notes } = await load();
    put.mockRestore();
    expect(notes).toEqual([]);
    const keys = await storedKeys();
    expect(keys).toContain(fileKey('b.bin'));
    expect(keys).not.toContain(`https://model-files.invalid/sha256/${sha256(other)}`);
    expect(keys).not.toContain(documentKey('old/echonet.json'));
  });
});

describe('a document with an offline copy', () => {
  const path = 'index.json';
  const read = () => readWithOfflineCopy(server.url(path), { patience: impatient });
  const text = ({ bytes }: { bytes: ArrayBuffer }) => Buffer.from(bytes).toString();
  const put = (content: string) => server.files.set(path, { bytes: Buffer.from(content) });

  it('is that of the server while there is one', async () => {
    put('{"models": ["a"]}');
    expect(await read()).not.toHaveProperty('storedAt');
    put('{"models": ["b"]}');
    expect(text(await read())).toBe('{"models": ["b"]}');
  });

  it.each([
    ['answers HTTP 502', () => void (server.everyStatus = 502)],
    ['breaks off', () => void server.mishaps.set(path, Array<Mishap>(9).fill({ dropAfter: 3 }))],
    ['falls silent', () => void server.mishaps.set(path, Array<Mishap>(9).fill({ stallAfter: 3 }))],
  ])('is the last one seen when the server %s', async (_what, fail) => {
    put('{"models": ["a"]}');
    await read();
    fail();
    const { storedAt, ...copy } = await read();
    expect(text(copy)).toBe('{"models": ["a"]}');
    expect(Date.now() - storedAt!.getTime()).toBeLessThan(60_000);
  });

  it('cannot be had when the server is gone and nothing is stored', async () => {
    server.everyStatus = 503;
    await expect(read()).rejects.toThrow(/HTTP 503 at .*index\.json/);
  });

  it("is not replaced by a page of the network's own", async () => {
    put('{"models": ["a"]}');
    await read();
    put('<html>Log in to the guest network</html>');
    expect(text(await read())).toMatch(/guest/);
    server.everyStatus = 503;
    expect(text(await read())).toBe('{"models": ["a"]}');
  });
});
