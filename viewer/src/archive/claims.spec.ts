import { deflateRawSync, constants } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { makeInstance } from '@echonet/dicom/testing';
import { TransferSyntax } from '@echonet/dicom';
import { archiveServers, failuresOf } from '../testing/archive-server';
import { peakGrowth } from '../testing/peak-memory';

const threeGigabytes = 3_000_000_000;
const mebibyte = 1024 * 1024;

/** What reading a small file may take, with what the test runner does meanwhile. */
const mostGrowth = 100 * mebibyte;

const newServer = archiveServers();

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A Part 10 file whose last element claims more than is there. */
function claiming(vr: string, length = threeGigabytes): Buffer {
  const header = Buffer.concat([Buffer.from('f0ff1000', 'hex'), Buffer.from(`${vr}\0\0`)]);
  return Buffer.concat([makeInstance(), header, uint32(length), Buffer.alloc(16)]);
}

/** A file whose encapsulated Pixel Data hold a fragment that claims 3 GB. */
function claimingFragment(): Buffer {
  const file = makeInstance({
    transferSyntaxUID: '1.2.840.10008.1.2.4.50',
    pixels: [Buffer.alloc(0), Buffer.alloc(16)],
  });
  file.set(uint32(threeGigabytes), file.lastIndexOf(Buffer.from('feff00e010000000', 'hex')) + 4);
  return file;
}

/** A sequence of defined length, in whose item an element claims 3 GB. */
function claimingInside(): Buffer {
  const inner = Buffer.concat([
    Buffer.from('0800501155540000', 'hex'),
    uint32(threeGigabytes),
    Buffer.alloc(16),
  ]);
  const item = Buffer.concat([Buffer.from('feff00e0', 'hex'), uint32(inner.length), inner]);
  return makeInstance({ more: [['00081140', 'SQ', item]] });
}

/** A small deflated file whose Pixel Data are so many megabytes of zeros. */
function bomb(mebibytes: number): Buffer {
  const plain = makeInstance({ without: ['7FE00010'] });
  const deflated = makeInstance({
    transferSyntaxUID: TransferSyntax.DeflatedExplicitVRLittleEndian,
    without: ['7FE00010'],
  });
  const meta = deflated.subarray(0, 144 + deflated.readUInt32LE(140));
  const dataset = plain.subarray(144 + plain.readUInt32LE(140));
  const pixels = Buffer.concat([
    Buffer.from('e07f10004f420000', 'hex'),
    uint32(mebibytes * mebibyte),
  ]);
  // Blocks that are flushed in full can stand one after the other, as often as one likes.
  const block = (bytes: Buffer) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const zeros = block(Buffer.alloc(mebibyte));
  return Buffer.concat([
    meta,
    block(Buffer.concat([dataset, pixels])),
    ...Array<Buffer>(mebibytes).fill(zeros),
    deflateRawSync(Buffer.alloc(0)),
  ]);
}

describe('a file that claims to be larger than it is', () => {
  it.each([
    ['3 GB in an element of bytes', claiming('OB'), /wants 3000000000 bytes, 16 are there/],
    ['3 GB in a text', claiming('UT'), /wants 3000000000 bytes, 16 are there/],
    ['3 GB in a sequence', claiming('SQ'), /wants 3000000000 bytes, 16 are there/],
    ['3 GB in a fragment of the Pixel Data', claimingFragment(), /cut short/],
    ['300 MB when inflated', bomb(300), /bytes inflates to more than 32 MiB/],
  ])('%s: is refused before anything is allocated', async (_claim, file, sentence) => {
    expect(file.length).toBeLessThan(mebibyte);
    const server = await newServer();
    let answer: Awaited<ReturnType<typeof server.store>> | undefined;
    const growth = await peakGrowth(async () => {
      answer = await server.store([file]);
    });
    expect(failuresOf(answer!)).toEqual([
      expect.objectContaining({ sentence: expect.stringMatching(sentence) }),
    ]);
    expect(server.archive.catalogue.size).toBe(0);
    expect(growth).toBeLessThan(mostGrowth);
  });

  it('3 GB deep in a sequence: takes nothing for what is not there', async () => {
    const server = await newServer();
    const growth = await peakGrowth(async () => {
      await server.store([claimingInside()]);
      const { body } = await server.get(`${instance}/metadata`);
      expect(body.length).toBeLessThan(10_000);
    });
    expect(growth).toBeLessThan(mostGrowth);
  });

  it('65535 x 65535 pixels: has no frame where they are not there', async () => {
    const server = await newServer();
    const growth = await peakGrowth(() => server.store([withLargestSize(makeInstance())]));
    const frames = await server.get(`${instance}/frames/1`);
    expect(frames.statusCode).toBe(404);
    expect(frames.body).toMatch(/the Pixel Data holds 0/);
    expect(growth).toBeLessThan(mostGrowth);
  });

  it('65535 x 65535 pixels: is not rendered', async () => {
    const server = await newServer();
    await server.store([withLargestSize(jpegInstance(await jpeg()))]);
    let image: Awaited<ReturnType<typeof server.get>> | undefined;
    const growth = await peakGrowth(async () => {
      image = await server.get(`${instance}/rendered`, 'image/png');
    });
    expect(image!.statusCode).toBe(500);
    expect(image!.body).toMatch(/claims 65535 x 65535 pixels/);
    expect(growth).toBeLessThan(mostGrowth);
  });

  it('65500 x 65500 pixels in the JPEG itself: is not rendered', async () => {
    const server = await newServer();
    const file = await jpeg();
    file.set(Buffer.from('ffdcffdc', 'hex'), file.indexOf('ffc0', 'hex') + 5);
    await server.store([jpegInstance(file)]);
    let image: Awaited<ReturnType<typeof server.get>> | undefined;
    const growth = await peakGrowth(async () => {
      image = await server.get(`${instance}/rendered`, 'image/png');
    });
    expect(image!.statusCode).toBe(500);
    expect(growth).toBeLessThan(mostGrowth);
  });
});

const instance = '/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.5';

function withLargestSize(file: Buffer): Buffer {
  for (const tag of ['28001000', '28001100']) {
    file.set([0xff, 0xff], file.indexOf(`${tag}55530200`, 'hex') + 8);
  }
  return file;
}

function jpeg(): Promise<Buffer> {
  return sharp(Buffer.alloc(8, 77), { raw: { width: 4, height: 2, channels: 1 } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
}

function jpegInstance(frame: Buffer): Buffer {
  const even = Buffer.concat([frame, Buffer.alloc(frame.length % 2)]);
  return makeInstance({
    transferSyntaxUID: '1.2.840.10008.1.2.4.50',
    NumberOfFrames: 1,
    pixels: [Buffer.alloc(0), even],
  });
}
