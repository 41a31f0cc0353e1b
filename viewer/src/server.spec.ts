import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { makeInstance } from '@echonet/dicom/testing';
import { startViewer, type RunningViewer, type ViewerOptions } from './server';
import { multipartOf, multipartType } from './testing/archive-server';
import { temporaryFolders } from './testing/temporary-folders';

const newFolder = temporaryFolders();

/** A folder with a few files in place of the stock viewer. */
async function fakeOhif(): Promise<string> {
  const folder = await newFolder();
  await writeFile(path.join(folder, 'index.html'), '<title>viewer</title>');
  await writeFile(path.join(folder, 'app-config.js'), 'window.config = "of the package";');
  await writeFile(path.join(folder, 'app.bundle.0f6159c501addfe9.js'), '// app');
  await writeFile(path.join(folder, '0ddf166f7a343eda.wasm'), '');
  return folder;
}

async function fakePlugin(): Promise<string> {
  const folder = await newFolder();
  await mkdir(path.join(folder, 'models'));
  await writeFile(path.join(folder, 'loader.js'), '// loader');
  await writeFile(path.join(folder, 'extension.js'), 'export default {};');
  await writeFile(path.join(folder, 'mode.js'), 'export default {};');
  await writeFile(path.join(folder, 'tfjs-backend-wasm.wasm'), '');
  await writeFile(path.join(folder, 'models/index.json'), '{}');
  return folder;
}

async function start(options: Partial<ViewerOptions> = {}): Promise<RunningViewer> {
  return startViewer({
    port: 0,
    host: '127.0.0.1',
    ohifDirectory: await fakeOhif(),
    pluginDirectory: await fakePlugin(),
    ...(options.dicomwebUrl ? {} : { archiveDirectory: await newFolder() }),
    ...options,
  });
}

/** What the served app-config.js sets and writes into the page. */
async function configOf(viewer: RunningViewer) {
  const script = await (await fetch(`${viewer.url}/app-config.js`)).text();
  const window: { config?: Record<string, unknown> } = {};
  const written: string[] = [];
  const document = { write: (html: string) => written.push(html) };
  runInNewContext(script, { window, document });
  if (!window.config) {
    throw new Error('app-config.js sets no window.config.');
  }
  return { config: window.config, written };
}

describe('startViewer', () => {
  let viewer: RunningViewer;
  beforeAll(async () => {
    viewer = await start();
  });
  afterAll(() => viewer.close());

  it.each(['/', '/app-config.js', '/plugins/echonet/extension.js', '/dicom-web/studies', '/no.js'])(
    'isolates %s from other origins',
    async (url) => {
      const { headers } = await fetch(viewer.url + url);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toMatch(/connect-src 'self' data: blob:;/);
    },
  );

  it.each([
    ['/', 'text/html', 'no-cache'],
    ['/viewer?StudyInstanceUIDs=1.2.3', 'text/html', 'no-cache'],
    ['/echonet?StudyInstanceUIDs=1.2.3', 'text/html', 'no-cache'],
    ['/app-config.js', 'text/javascript', 'no-cache'],
    [
      '/app.bundle.0f6159c501addfe9.js',
      'application/javascript',
      'public, max-age=31536000, immutable',
    ],
    ['/0ddf166f7a343eda.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
    ['/plugins/echonet/extension.js', 'application/javascript', 'no-cache'],
    ['/plugins/echonet/tfjs-backend-wasm.wasm', 'application/wasm', 'no-cache'],
    ['/plugins/echonet/models/index.json', 'application/json', 'no-cache'],
  ])('serves %s as %s, cached as %s', async (url, type, cacheControl) => {
    const response = await fetch(viewer.url + url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(type);
    expect(response.headers.get('cache-control')).toBe(cacheControl);
  });

  it.each(['/missing.js', '/plugins/echonet/missing', '/..%2f..%2fpackage.json'])(
    'answers %s with an error and not with the page',
    async (url) => {
      expect([403, 404]).toContain((await fetch(viewer.url + url)).status);
    },
  );

  it('configures the plugin and an archive on its own origin, and no other host', async () => {
    const { config, written } = await configOf(viewer);
    expect(written).toEqual(['<script src="/plugins/echonet/loader.js"></script>']);
    expect(config.echonet).toEqual({});
    expect(JSON.stringify(config)).toContain('"wadoRoot":"/dicom-web"');
    expect(JSON.stringify(config)).not.toMatch(/https?:/);
  });

  it('stores and finds a study over the network', async () => {
    const stored = await fetch(`${viewer.url}/dicom-web/studies`, {
      method: 'POST',
      headers: { 'Content-Type': multipartType },
      body: multipartOf([makeInstance()]),
    });
    expect(stored.status).toBe(200);
    const studies: unknown = await (await fetch(`${viewer.url}/dicom-web/studies`)).json();
    expect(studies).toHaveLength(1);
  });

  it('refuses requests under another name, which a page on the internet could point here', async () => {
    const url = new URL(viewer.url);
    const response = await new Promise<number | undefined>((resolve, reject) => {
      void import('node:http').then(({ get }) =>
        get(
          {
            host: url.hostname,
            port: url.port,
            path: '/dicom-web/studies',
            headers: { Host: 'evil.example' },
          },
          (answer) => resolve(answer.resume().statusCode),
        ).once('error', reject),
      );
    });
    expect(response).toBe(421);
  });

  it('leaves the plugin out of the configuration while it is not built', async () => {
    const stock = await start({ pluginDirectory: path.join(await newFolder(), 'missing') });
    expect((await configOf(stock)).written).toEqual([]);
    await stock.close();
  });

  it('says in a sentence that the port is taken, and gives the archive free', async () => {
    const archiveDirectory = await newFolder();
    const port = Number(new URL(viewer.url).port);
    await expect(start({ port, archiveDirectory })).rejects.toThrow(
      `Port ${port} is taken by another program: choose another with --port.`,
    );
    await (await start({ archiveDirectory })).close();
  });
});

describe('startViewer with an existing archive', () => {
  let service: FastifyInstance;
  let dicomwebUrl: string;
  const seen: { url: string; headers: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    service = fastify({ bodyLimit: 10_000_000 });
    service.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    service.all('/archive/rs/*', (request, reply) => {
      seen.push({ url: request.url, headers: request.headers });
      if (request.url.includes('locked')) {
        return reply.status(401).header('www-authenticate', 'Basic realm="x"').send('no');
      }
      return reply
        .header('access-control-allow-origin', '*')
        .header('set-cookie', 'session=1')
        .header('content-type', 'application/dicom+json')
        .send(JSON.stringify({ method: request.method, length: (request.body as Buffer)?.length }));
    });
    await service.listen({ port: 0, host: '127.0.0.1' });
    dicomwebUrl = `http://127.0.0.1:${(service.server.address() as AddressInfo).port}/archive/rs`;
  });
  afterAll(() => service.close());

  it('passes requests on with the authorization of the environment, and none of the browser', async () => {
    const viewer = await start({ dicomwebUrl, dicomwebAuthorization: 'Bearer secret' });
    const response = await fetch(`${viewer.url}/dicom-web/studies?limit=1`, {
      headers: { Cookie: 'a=b', Authorization: 'Bearer wrong', Accept: 'application/dicom+json' },
    });
    expect(response.headers.get('content-type')).toMatch('application/dicom+json');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
    const request = seen.at(-1);
    expect(request?.url).toBe('/archive/rs/studies?limit=1');
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer secret',
      accept: 'application/dicom+json',
    });
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(JSON.stringify(await configOf(viewer))).not.toContain('secret');
    await viewer.close();
  });

  it('passes uploads on whole', async () => {
    const viewer = await start({ dicomwebUrl });
    const body = multipartOf([makeInstance({ pixels: Buffer.alloc(3_000_000) })]);
    const response = await fetch(`${viewer.url}/dicom-web/studies`, {
      method: 'POST',
      headers: { 'Content-Type': multipartType },
      body,
    });
    expect(await response.json()).toEqual({ method: 'POST', length: body.length });
    await viewer.close();
  });

  it('passes a refusal on without the question for a password', async () => {
    const viewer = await start({ dicomwebUrl });
    const response = await fetch(`${viewer.url}/dicom-web/locked`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBeNull();
    await viewer.close();
  });

  it('maps the addresses in its answers back to the own origin', async () => {
    const viewer = await start({ dicomwebUrl });
    expect(JSON.stringify(await configOf(viewer))).toContain(
      `"startsWith":"${dicomwebUrl}","prefixWith":"/dicom-web"`,
    );
    await viewer.close();
  });

  it('answers 502 with a sentence when the archive has gone away', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    const viewer = await start({ dicomwebUrl: `http://127.0.0.1:${port}/dicom-web` });
    const response = await fetch(`${viewer.url}/dicom-web/studies`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      message: expect.stringMatching(/does not answer/),
    });
    await viewer.close();
  });
});
