import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { readCine } from './read-cine';
import { deterministicUid } from '../uid/deterministic-uid';
import { encodeCine, type TransferSyntaxName } from './write-cine';

const { NativeCodecs, Transcoder } = createRequire(import.meta.url)(
  'dcmjs-codecs',
) as typeof DcmjsCodecs;

const [Rows, Columns] = [24, 32];

/** Shades and a little noise, so that every codec has something to do. */
function frame(number: number, samplesPerPixel: 1 | 3): Uint8Array {
  return Uint8Array.from(
    { length: Rows * Columns * samplesPerPixel },
    (_, i) => (i * 3 + number * 40 + ((i * 2654435761) >>> 28)) & 255,
  );
}

const greyFrames = [0, 1, 2].map((number) => frame(number, 1));

async function written(
  frames: readonly Uint8Array[],
  samplesPerPixel: 1 | 3,
  transferSyntax: TransferSyntaxName = 'explicit-little-endian',
): Promise<Buffer> {
  const attributes = { SOPInstanceUID: deterministicUid('reader'), FrameTime: '50' };
  return Buffer.from(
    await encodeCine({ frames, Rows, Columns, samplesPerPixel, transferSyntax, attributes }),
  );
}

async function transcoded(part10: Buffer, syntax: string): Promise<Buffer> {
  if (!NativeCodecs.isInitialized()) {
    await NativeCodecs.initializeAsync();
  }
  const transcoder = new Transcoder(new Uint8Array(part10).buffer);
  transcoder.transcode(syntax);
  return Buffer.from(transcoder.getDicomPart10());
}

async function pixels(content: Uint8Array, count = 3): Promise<number[][]> {
  const cine = await readCine(content);
  const frames = [];
  for (let index = 0; index < count; index++) {
    frames.push([...(await cine.frame(index)).data]);
  }
  return frames;
}

/** Same length, other text: for attributes of a file that we wrote ourselves. */
function replaced(file: Buffer, from: string, to: string): Buffer {
  const at = file.indexOf(from);
  expect(at).toBeGreaterThan(0);
  const changed = Buffer.from(file);
  changed.write(to.padEnd(from.length), at, 'latin1');
  return changed;
}

const lossless: [name: string, uid: string][] = [
  ['implicit little endian', '1.2.840.10008.1.2'],
  ['explicit big endian', '1.2.840.10008.1.2.2'],
  ['RLE', '1.2.840.10008.1.2.5'],
  ['JPEG lossless', '1.2.840.10008.1.2.4.70'],
  ['JPEG-LS', '1.2.840.10008.1.2.4.80'],
  ['JPEG 2000', '1.2.840.10008.1.2.4.90'],
  ['High-Throughput JPEG 2000', '1.2.840.10008.1.2.4.201'],
];

describe('readCine', () => {
  it.each(lossless)('decodes exactly the pixels that were stored in %s', async (_, uid) => {
    for (const samplesPerPixel of [1, 3] as const) {
      const frames = [0, 1, 2].map((number) => frame(number, samplesPerPixel));
      const file = await transcoded(await written(frames, samplesPerPixel), uid);
      const { instance } = await readCine(file);
      expect(instance.TransferSyntaxUID).toBe(uid);
      expect(await pixels(file)).toEqual(frames.map((values) => [...values]));
    }
  });

  it('reads a small file whose Buffer is a view of a pool', async () => {
    const file = await written([new Uint8Array(Rows * Columns)], 1);
    const pool = Buffer.alloc(file.length + 1000, 7);
    file.copy(pool, 500);
    const [values] = await pixels(pool.subarray(500, 500 + file.length), 1);
    expect(values.every((value) => value === 0)).toBe(true);
  });

  it('inverts MONOCHROME1, in JPEG as well', async () => {
    const dark = [new Uint8Array(Rows * Columns).fill(20)];
    for (const syntax of ['explicit-little-endian', 'jpeg-baseline'] as const) {
      const file = replaced(await written(dark, 1, syntax), 'MONOCHROME2', 'MONOCHROME1');
      const [values] = await pixels(file, 1);
      expect(Math.abs(values[0] - 235)).toBeLessThan(3);
      expect(values).toHaveLength(Rows * Columns);
    }
  });

  it('names a frame that is missing in the Pixel Data', async () => {
    const cine = await readCine(await written(greyFrames, 1));
    await expect(cine.frame(3)).rejects.toThrow(
      'Frame 4 cannot be decoded: the Pixel Data end before it.',
    );
    await expect(cine.frame(-1)).rejects.toThrow('Frame 0 cannot be decoded');
  });

  it('decodes frames after many damaged ones, since a codec that failed is initialised again', async () => {
    const whole = await transcoded(await written(greyFrames, 1), '1.2.840.10008.1.2.4.90');
    const damaged = Buffer.from(whole);
    const start = damaged.lastIndexOf(Buffer.from('e07f10004f420000ffffffff', 'hex'));
    const firstFrame = damaged.indexOf(Buffer.from('ff4f', 'hex'), start);
    damaged.fill(0, firstFrame, firstFrame + 30);
    for (let time = 0; time < 25; time++) {
      await expect((await readCine(damaged)).frame(0)).rejects.toThrow(
        /^Frame 1 cannot be decoded: /,
      );
    }
    expect([...(await (await readCine(damaged)).frame(1)).data]).toEqual([...greyFrames[1]]);
    expect(await pixels(whole)).toEqual(greyFrames.map((values) => [...values]));
  });

  it.each([...lossless, ['JPEG baseline', 'jpeg-baseline']])(
    'reports that a file in %s was cut off, at any byte',
    async (_, syntax) => {
      const plain = await written(greyFrames, 1);
      const file =
        syntax === 'jpeg-baseline'
          ? await written(greyFrames, 1, syntax)
          : await transcoded(plain, syntax);
      const tag = syntax === '1.2.840.10008.1.2.2' ? '7fe00010' : 'e07f1000';
      const pixelData = file.lastIndexOf(Buffer.from(tag, 'hex'));
      // Without the eight bytes of the sequence delimiter all pixels are still there.
      for (let end = pixelData + 60; end < file.length - 8; end += 37) {
        await expect(readCine(file.subarray(0, end))).rejects.toThrow(/cut off/);
      }
    },
  );

  it('refuses frames in palette colour and video, but reads their header', async () => {
    const palette = await readCine(
      replaced(await written(greyFrames, 1), 'MONOCHROME2', 'PALETTE COL'),
    );
    expect(palette.instance.NumberOfFrames).toBe(3);
    await expect(palette.frame(0)).rejects.toThrow('palette colour is not supported');
    const video = await readCine(
      replaced(
        await written(greyFrames, 1, 'jpeg-baseline'),
        '1.2.840.10008.1.2.4.50',
        '1.2.840.10008.1.2.4.99',
      ),
    );
    await expect(video.frame(0)).rejects.toThrow('its transfer syntax is not supported');
  });

  it('reports that a file is no DICOM file', async () => {
    for (const content of [new Uint8Array(0), Buffer.from('PatientID,EF\n'.repeat(40))]) {
      await expect(readCine(content)).rejects.toThrow(
        'The file cannot be read as DICOM: it does not begin as DICOM files do.',
      );
    }
  });
});

const samples =
  process.env.ECHONET_SAMPLES ??
  path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../shared/samples');
const withSamples = existsSync(samples) ? describe : describe.skip;

withSamples('readCine on the sample clips (skipped where ../shared/samples is missing)', () => {
  const read = async (name: string): Promise<Uint8Array[]> => {
    const cine = await readCine(readFileSync(path.join(samples, name)));
    const frames = [];
    for (let index = 0; index < 4; index++) {
      frames.push(new Uint8Array((await cine.frame(index)).data));
    }
    return frames;
  };
  const same = (a: Uint8Array[], b: Uint8Array[]): boolean =>
    a.length === b.length && a.every((values, i) => Buffer.compare(values, b[i]) === 0);

  it('decodes the same pixels from every lossless encoding of the real clip', async () => {
    const explicit = await read('a4c/a4c_mono_explicitLE_30f.dcm');
    for (const encoding of [
      ...['implicitLE', 'bigendian', 'deflated', 'rle', 'jpeglossless', 'jpegls', 'j2klossless'],
    ]) {
      const decoded = await read(`a4c/a4c_mono_${encoding}_30f.dcm`);
      expect([encoding, same(decoded, explicit)]).toEqual([encoding, true]);
    }
    expect(same(await read('a4c/odd_a4c_monochrome1.dcm'), explicit)).toBe(true);
    expect(same(await read('a4c/odd_a4c_mono16_12bit.dcm'), explicit)).toBe(true);
  });

  it('joins the fragments of a JPEG clip without an offset table', async () => {
    const fragmented = await read('other-views/dicomParser_IM00001_fragmented_no_bot_jpeg.dcm');
    const native = await read('other-views/dicomParser_IM00001_implicit_le.dcm');
    for (const [number, values] of fragmented.entries()) {
      const difference = values.reduce(
        (sum, value, i) => sum + Math.abs(value - native[number][i]),
        0,
      );
      expect(difference / values.length).toBeLessThan(4);
    }
  });

  it('returns pixels or throws one sentence for each malformed file, within 10 s', async () => {
    for (const name of readdirSync(path.join(samples, 'malformed'))) {
      const started = performance.now();
      const answer = await readCine(readFileSync(path.join(samples, 'malformed', name)))
        .then((cine) => cine.frame(0))
        .then(
          ({ data }) => `${data.length} values`,
          (error: Error) => error.message,
        );
      expect(answer).toMatch(/^(\d+ values|The file .+\.|Frame 1 cannot be decoded: .+\.)$/);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });
});
