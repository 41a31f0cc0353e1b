import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import sharp from 'sharp';
import { makeInstance } from '@echonet/dicom/testing';
import { archiveServers, multipartOf, multipartType } from '../testing/archive-server';
import { dicomweb } from './dicomweb';

const newServer = archiveServers();
const instance = '/studies/1.2.3/series/1.2.3.4/instances';

describe('a hostile search', () => {
  it.each(['constructor=1', 'includefield=constructor', '__proto__=1', 'toString=1', 'valueOf=x'])(
    '?%s is answered like any unknown key',
    async (query) => {
      const server = await newServer();
      await server.store([makeInstance()]);
      const response = await server.get(`/studies?${query}`, 'application/dicom+json');
      expect(response.statusCode).toBe(200);
      expect(response.json<unknown[]>()).toHaveLength(1);
    },
  );
});

describe('a hostile store', () => {
  it('is refused with a boundary longer than any', async () => {
    const server = await newServer();
    const type = `multipart/related; type="application/dicom"; boundary=${'b'.repeat(5000)}`;
    const response = await server.post(multipartOf([makeInstance()]), type);
    expect(response.statusCode).toBe(400);
    expect(response.body).toMatch(/at most 70 characters/);
  });

  it.each(['text/plain', 'application/json', 'application/x-www-form-urlencoded'])(
    'is refused as %s, which any page may send',
    async (type) => {
      const server = await newServer();
      expect((await server.post(Buffer.from('x'), type)).statusCode).toBe(415);
    },
  );

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' }, 200],
    [{ origin: 'http://localhost:80' }, 200],
    [{}, 200],
  ])('with %j is answered %i', async (headers, status) => {
    const { archive } = await newServer();
    const app = fastify();
    await app.register((scope) => dicomweb(scope, { archive }), { prefix: '/dicom-web' });
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/dicom-web/studies',
      headers: { 'content-type': multipartType, host: 'localhost', ...headers },
      payload: multipartOf([makeInstance()]),
    });
    expect(statusCode).toBe(status);
    await app.close();
  });
});

describe('frames whose transfer syntax lies', () => {
  it('do not keep others from being rendered', async () => {
    const server = await newServer();
    const jpeg = await sharp(Buffer.alloc(8, 77), { raw: { width: 4, height: 2, channels: 1 } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    const frame = Buffer.concat([jpeg, Buffer.alloc(jpeg.length % 2)]);
    const syntaxes = { good: '50', jpegLs: '80', jpeg2000: '90', lossless: '70', htj2k: '201' };
    const uids = Object.keys(syntaxes).map((_, index) => `1.2.3.4.${index + 1}`);
    await server.store(
      Object.values(syntaxes).map((last, index) =>
        makeInstance({
          SOPInstanceUID: uids[index],
          transferSyntaxUID: `1.2.840.10008.1.2.4.${last}`,
          NumberOfFrames: 1,
          pixels: [Buffer.alloc(0), frame],
        }),
      ),
    );
    const render = (uid: string) => server.get(`${instance}/${uid}/rendered`, 'image/png');
    const [good, ...lying] = uids;
    for (let i = 0; i < 40; i++) {
      await render(lying[i % lying.length]);
    }
    expect((await render(good)).statusCode).toBe(200);
  });
});
