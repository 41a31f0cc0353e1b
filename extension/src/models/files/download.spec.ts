import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { download, type DownloadOptions } from './download';
import { FileServer, impatient, type Mishap, type ServedFile } from './testing';

const server = new FileServer();
const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919) >> 5);
const path = 'weights.bin';

beforeAll(() => server.start());
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  server.files.set(path, { bytes, etag: '"1"' });
});

const get = (options: Partial<DownloadOptions> = {}) =>
  download(server.url(path), {
    patience: impatient,
    cache: 'no-store',
    mostBytes: 1e6,
    ...options,
  });

const drop = { dropAfter: 100_000 };

describe('downloading a file', () => {
  it('takes what the server gives, and counts its bytes', async () => {
    let chunks = 0;
    const got = await get({ onChunk: (length) => (chunks += length) });
    expect(Buffer.compare(Buffer.from(got.bytes), bytes)).toBe(0);
    expect(got.isDoubtful).toBe(false);
    expect(chunks).toBe(bytes.length);
  });

  it('knows no length where the server tells none, and doubts what came', async () => {
    server.files.set(path, { bytes, hasNoLength: true });
    const got = await get();
    expect(got.bytes.byteLength).toBe(bytes.length);
    expect(got.isDoubtful).toBe(true);
  });

  it('refuses a file that says it has 3 GB before it reads any of it', async () => {
    server.mishaps.set(path, [{ headers: { 'Content-Length': '3000000000' } }]);
    let read = 0;
    await expect(get({ onChunk: (length) => (read += length) })).rejects.toThrow(
      /more than the 1.0 MB that may be at .*weights\.bin/,
    );
    expect(read).toBe(0);
    expect(server.takeSeen()).toHaveLength(1);
  });

  it('refuses a file whose end does not come, such as one that unpacks to gigabytes', async () => {
    server.files.set(path, { bytes: gzipSync(new Uint8Array(50e6)), encoding: 'gzip' });
    let read = 0;
    await expect(get({ onChunk: (length) => (read += length) })).rejects.toThrow(/more than/);
    expect(read).toBeLessThanOrEqual(1e6);
  });

  it('goes on where the connection broke, however often', async () => {
    server.mishaps.set(path, [drop, drop]);
    let chunks = 0;
    const got = await get({ onChunk: (length) => (chunks += length) });
    expect(server.takeSeen()).toEqual([
      { path },
      { path, range: 'bytes=100000-', ifRange: '"1"' },
      { path, range: 'bytes=200000-', ifRange: '"1"' },
    ]);
    expect(Buffer.compare(Buffer.from(got.bytes), bytes)).toBe(0);
    expect(got.isDoubtful).toBe(true);
    expect(chunks).toBe(bytes.length);
  });

  it('goes on by the date where there is no strong entity tag', async () => {
    const lastModified = 'Mon, 23 Nov 2026 10:00:00 GMT';
    server.files.set(path, { bytes, etag: 'W/"1"', lastModified });
    server.mishaps.set(path, [drop]);
    await get();
    expect(server.takeSeen()[1]).toMatchObject({ ifRange: lastModified });
  });

  it('starts anew when the file has changed meanwhile', async () => {
    server.mishaps.set(path, [drop]);
    const changed = bytes.map((byte) => byte ^ 1);
    const getting = get({
      onChunk: () => server.files.set(path, { bytes: changed, etag: '"2"' }),
    });
    expect(Buffer.compare(Buffer.from((await getting).bytes), changed)).toBe(0);
    expect(server.takeSeen()[1]).toMatchObject({ ifRange: '"1"' });
  });

  it.each<[string, Partial<ServedFile> & Mishap]>([
    ['gives no validator', {}],
    ['refuses ranges', { etag: '"1"', acceptsRanges: false, headers: { 'Accept-Ranges': 'none' } }],
    ['has a weak entity tag alone', { etag: 'W/"1"' }],
  ])('starts anew where the server %s', async (_what, { headers, ...file }) => {
    server.files.set(path, { bytes, ...file });
    server.mishaps.set(path, [{ ...drop, headers }]);
    const got = await get();
    expect(server.takeSeen()).toEqual([{ path }, { path }]);
    expect(Buffer.compare(Buffer.from(got.bytes), bytes)).toBe(0);
    expect(got.isDoubtful).toBe(false);
  });

  it('starts anew where the server ignores ranges without saying so', async () => {
    server.files.set(path, { bytes, etag: '"1"', acceptsRanges: false });
    server.mishaps.set(path, [drop]);
    const got = await get();
    expect(server.takeSeen()).toHaveLength(2);
    expect(Buffer.compare(Buffer.from(got.bytes), bytes)).toBe(0);
  });

  it.each([
    ['of another place', { 'Content-Range': `bytes 99999-299999/300000` }],
    ['of a longer file', { 'Content-Range': `bytes 100000-299999/300001` }],
    ['of another version', { ETag: '"2"' }],
    ['that it does not describe', { 'Content-Range': 'bytes */300000' }],
  ])('does not take a part %s', async (_what, headers) => {
    server.mishaps.set(path, [drop, { headers }]);
    const got = await get();
    expect(server.takeSeen().map(({ range }) => range)).toEqual([
      undefined,
      'bytes=100000-',
      undefined,
    ]);
    expect(Buffer.compare(Buffer.from(got.bytes), bytes)).toBe(0);
  });

  it('starts anew when the server has no such part any more', async () => {
    server.mishaps.set(path, [drop, { status: 416 }]);
    expect((await get()).bytes.byteLength).toBe(bytes.length);
    expect(server.takeSeen()[2]).toEqual({ path });
  });

  it('goes on when the server falls silent', async () => {
    server.mishaps.set(path, [{ stallAfter: 100_000 }]);
    expect((await get()).bytes.byteLength).toBe(bytes.length);
    expect(server.takeSeen()[1]).toMatchObject({ range: 'bytes=100000-' });
  });

  it('tries again when the server has no time', async () => {
    server.mishaps.set(path, [{ status: 503 }, { status: 429 }]);
    expect((await get()).bytes.byteLength).toBe(bytes.length);
  });

  it.each([401, 403, 404, 304])('does not when the answer is HTTP %d', async (status) => {
    server.everyStatus = status;
    await expect(get()).rejects.toThrow(
      `the server answered HTTP ${status} at ${server.url(path)}.`,
    );
    expect(server.takeSeen()).toHaveLength(1);
  });

  it('gives up after a few attempts, and says how far it came', async () => {
    server.mishaps.set(path, Array<Mishap>(9).fill({ dropAfter: 50_000 }));
    await expect(get()).rejects.toThrow(
      `the connection broke after 0.2 of 0.3 MB at ${server.url(path)}. ` +
        'Tried 4 times; check the connection, then analyse again.',
    );
    expect(server.takeSeen()).toHaveLength(4);
  });

  it('says that the server is silent, or is not there', async () => {
    server.mishaps.set(path, Array<Mishap>(9).fill({ stallAfter: 10 }));
    await expect(get()).rejects.toThrow('the server sent nothing for 0.3 s at');
    const options: DownloadOptions = {
      patience: { ...impatient, retryAfterMs: [] },
      mostBytes: 1e6,
      cache: 'no-store',
    };
    const nowhere = download('http://127.0.0.1:1/x', options);
    await expect(nowhere).rejects.toThrow(
      /^the server did not answer at http:\/\/127\.0\.0\.1:1\/x\.$/,
    );
  });

  it('tells what it has about ten times a second', async () => {
    server.mishaps.set(path, [{ pieces: 20 }]);
    const told: number[] = [];
    await get({ onBytes: (count) => told.push(count) });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThanOrEqual(8);
    expect(told[0]).toBeLessThan(bytes.length);
  });

  it.each([
    ['before it begins', 0, {}],
    ['while bytes come', 100, { stallAfter: 100_000 }],
    ['while it waits for the next attempt', 100, { status: 503 }],
  ])('stops at once when it is aborted %s', async (_when, afterMs, mishap) => {
    server.mishaps.set(path, [mishap]);
    const controller = new AbortController();
    const reason = new DOMException('cancelled', 'AbortError');
    if (afterMs === 0) {
      controller.abort(reason);
    }
    let abortedAt = performance.now();
    setTimeout(() => {
      abortedAt = performance.now();
      controller.abort(reason);
    }, afterMs);
    const patience = { retryAfterMs: [60_000], stallMs: 60_000 };
    await expect(get({ signal: controller.signal, patience })).rejects.toBe(reason);
    expect(performance.now() - abortedAt).toBeLessThan(100);
  });
});
