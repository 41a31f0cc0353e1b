import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { fixtureFrames, makeInstance, samplePath } from '@echonet/dicom/testing';
import { isNative, TransferSyntax } from '@echonet/dicom';
import {
  archiveServers,
  datasetOf,
  partsOf,
  type ArchiveServer,
} from '../../testing/archive-server';

const newServer = archiveServers();
const ohifAccept = 'multipart/related; type=application/octet-stream; transfer-syntax=*';
const instance = '/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.5';

describe('WADO-RS', () => {
  let server: ArchiveServer;
  const bulk = Buffer.alloc(5000, 7);

  beforeAll(async () => {
    server = await newServer();
    await server.store([
      makeInstance({ more: [['00091010', 'OB', bulk]] }),
      makeInstance({ SOPInstanceUID: '1.2.3.4.6' }),
      makeInstance({ SOPInstanceUID: '1.2.3.9.1', SeriesInstanceUID: '1.2.3.9' }),
    ]);
  });

  it.each([
    ['/studies/1.2.3', 3],
    ['/studies/1.2.3/series/1.2.3.4', 2],
    [instance, 1],
  ])('retrieves the instances of %s, byte for byte', async (url, count) => {
    const response = await server.get(url, 'multipart/related; type="application/dicom"');
    expect(response.statusCode).toBe(200);
    const parts = partsOf(response);
    expect(parts).toHaveLength(count);
    expect(parts[0].header).toContain('application/dicom; transfer-syntax=1.2.840.10008.1.2.1');
    expect(parts[0].body).toEqual(makeInstance({ more: [['00091010', 'OB', bulk]] }));
  });

  it('retrieves a single instance without multipart when asked', async () => {
    const response = await server.get(instance, 'application/dicom');
    expect(response.headers['content-type']).toMatch(/^application\/dicom/);
    expect(response.rawPayload.toString('latin1', 128, 132)).toBe('DICM');
  });

  it('gives metadata without pixels, with the address of the bulk data', async () => {
    const response = await server.get(`${instance}/metadata`, 'application/dicom+json');
    const metadata = datasetOf(response);
    expect(metadata['00100010'].Value).toEqual([{ Alphabetic: 'Doe^Jane' }]);
    const address = metadata['00091010'].BulkDataURI ?? '';
    expect(address).toBe(`http://localhost:80/dicom-web${instance}/bulkdata/00091010`);
    const [part] = partsOf(await server.get(new URL(address).pathname.replace('/dicom-web', '')));
    expect(part.body).toEqual(bulk);
  });

  it('gives frames in the order asked, each with its transfer syntax', async () => {
    const response = await server.get(`${instance}/frames/3,1`, ohifAccept);
    const parts = partsOf(response);
    const frames = fixtureFrames(3);
    expect(parts.map(({ body }) => body)).toEqual([frames[2], frames[0]]);
    expect(parts[0].header).toContain('transfer-syntax=1.2.840.10008.1.2.1');
  });

  it('gives one frame without multipart when asked', async () => {
    const response = await server.get(`${instance}/frames/2`, 'application/octet-stream');
    expect(response.rawPayload).toEqual(fixtureFrames(3)[1]);
  });

  it('gives the pixel data whole as bulk data', async () => {
    const [part] = partsOf(await server.get(`${instance}/bulkdata/7FE00010`));
    expect(part.body).toEqual(Buffer.concat(fixtureFrames(3)));
  });

  it('renders a frame as JPEG or PNG, no larger than the viewport', async () => {
    const jpeg = await server.get(`${instance}/frames/2/rendered`, 'image/jpeg');
    expect(await sharp(jpeg.rawPayload).metadata()).toMatchObject({
      format: 'jpeg',
      width: 4,
      height: 2,
    });
    const png = await server.get(`${instance}/rendered?viewport=2,2`, 'image/png');
    expect(await sharp(png.rawPayload).metadata()).toMatchObject({
      format: 'png',
      width: 2,
      height: 1,
    });
    expect((await server.get('/studies/1.2.3/thumbnail')).headers['content-type']).toBe(
      'image/jpeg',
    );
  });

  it.each([
    ['/studies/9.9', 404],
    ['/studies/9.9/metadata', 404],
    ['/studies/1.2.3/series/9.9/metadata', 404],
    [`${instance}9/metadata`, 404],
    [`${instance}/frames/4`, 404],
    [`${instance}/frames/0`, 400],
    [`${instance}/frames/x`, 400],
    [`${instance}/bulkdata/00091099`, 404],
    [`${instance}/bulkdata/..%2f..%2fsecret`, 404],
    [`${instance}/rendered?viewport=0,0`, 400],
    ['/studies/..%2F..%2Fetc/metadata', 400],
    ['/studies/%00/metadata', 400],
    ['/nonsense', 404],
  ])('answers %s with %i and a JSON sentence', async (url, status) => {
    const response = await server.get(url);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ statusCode: status, message: expect.any(String) });
  });

  it.each([
    [
      `${instance}/frames/1`,
      'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.3',
    ],
    [`${instance}/metadata`, 'text/html'],
    [`${instance}/rendered`, 'video/mp4'],
    [instance, 'application/dicom+json'],
  ])('answers 406 where %s is wanted as %s', async (url, accept) => {
    expect((await server.get(url, accept)).statusCode).toBe(406);
  });

  it.each(Object.values(TransferSyntax).filter(isNative))(
    'gives 16-bit frames in little endian from %s',
    async (syntax) => {
      const bigEndian = syntax === TransferSyntax.ExplicitVRBigEndian;
      const words = Buffer.alloc(32);
      for (let pixel = 0; pixel < 16; pixel++) {
        words.writeUInt16LE(pixel * 300, pixel * 2);
      }
      const own = await newServer();
      await own.store([
        makeInstance({
          transferSyntaxUID: syntax,
          NumberOfFrames: 2,
          BitsAllocated: 16,
          pixels: bigEndian ? Buffer.from(words).swap16() : words,
        }),
      ]);
      const parts = partsOf(await own.get(`${instance}/frames/1,2`, ohifAccept));
      expect(Buffer.concat(parts.map(({ body }) => body))).toEqual(words);
      expect(parts[0].header).toContain(TransferSyntax.ExplicitVRLittleEndian);
    },
  );
});

const a4c = samplePath('a4c');

(a4c ? describe : describe.skip)('real clips (skipped where they are missing)', () => {
  async function stored(name: string): Promise<{ server: ArchiveServer; url: string }> {
    const server = await newServer();
    await server.store([await readFile(path.join(a4c!, name))]);
    const [entry] = server.archive.catalogue.listInstances();
    const url = `/studies/${entry.StudyInstanceUID}/series/${entry.SeriesInstanceUID}/instances/${entry.SOPInstanceUID}`;
    return { server, url };
  }

  async function pixels(name: string, frame: number): Promise<Buffer> {
    const { server, url } = await stored(name);
    const response = await server.get(`${url}/frames/${frame}/rendered`, 'image/png');
    expect(response.statusCode).toBe(200);
    return sharp(response.rawPayload).raw().toBuffer();
  }

  it.each([
    'a4c_mono_bigendian_30f.dcm',
    'a4c_mono_deflated_30f.dcm',
    'a4c_mono_implicitLE_30f.dcm',
    'a4c_mono_j2klossless_30f.dcm',
    'a4c_mono_jpeglossless_30f.dcm',
    'a4c_mono_jpegls_30f.dcm',
    'a4c_mono_rle_30f.dcm',
  ])('%s shows the same image as the uncompressed clip', async (name) => {
    const expected = await pixels('a4c_mono_explicitLE_30f.dcm', 17);
    expect((await pixels(name, 17)).equals(expected)).toBe(true);
  });

  it('gives each JPEG frame of the SonoSite clip as one whole JPEG stream', async () => {
    const { server, url } = await stored('sonosite_a4c_ybr422_jpegbaseline.dcm');
    const list = Array.from({ length: 30 }, (_, frame) => frame + 1).join(',');
    const parts = partsOf(await server.get(`${url}/frames/${list}`, ohifAccept));
    expect(parts).toHaveLength(30);
    for (const { header, body } of parts) {
      expect(header).toContain('transfer-syntax=1.2.840.10008.1.2.4.50');
      expect(await sharp(body).metadata()).toMatchObject({ width: 320, height: 240 });
    }
  });

  it('joins the fragments of a clip without offset table', async () => {
    const server = await newServer();
    const name = 'other-views/dicomParser_IM00001_fragmented_no_bot_jpeg.dcm';
    await server.store([await readFile(samplePath(name)!)]);
    const [entry] = server.archive.catalogue.listInstances();
    const { frames } = await server.archive.describe(entry);
    expect(frames.frames).toHaveLength(8);
    for (const frame of frames.frames) {
      const bytes = await server.archive.readFrame(entry, frames, frame);
      expect((await sharp(bytes).metadata()).format).toBe('jpeg');
    }
  });
});
