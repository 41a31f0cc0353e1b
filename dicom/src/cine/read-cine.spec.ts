import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { type FixtureElement, makeInstance, samplePath, withJfif } from '../testing';
import { readLayout } from '../part10/part10-layout';
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

async function transcoded(part10: Buffer, syntax: string, options = {}): Promise<Buffer> {
  if (!NativeCodecs.isInitialized()) {
    await NativeCodecs.initializeAsync();
  }
  const transcoder = new Transcoder(new Uint8Array(part10).buffer);
  transcoder.transcode(syntax, options);
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

/** A file that we wrote ourselves, with another Photometric Interpretation. */
function withPhotometric(file: Buffer, name: string): Buffer {
  const tag = Buffer.from('280004004353', 'hex');
  const at = file.indexOf(tag);
  const length = file.readUInt16LE(at + 6);
  const even = name.length % 2 === 0 ? name : `${name} `;
  const header = Buffer.concat([tag, Buffer.from([even.length, 0]), Buffer.from(even)]);
  return Buffer.concat([file.subarray(0, at), header, file.subarray(at + 8 + length)]);
}

/** One colour frame of 6 x 4 pixels. */
function colourInstance(frame: Uint8Array, uid: string, photometric = 'RGB'): Buffer {
  return makeInstance({
    transferSyntaxUID: uid,
    NumberOfFrames: 1,
    pixels: [Buffer.alloc(0), Buffer.from(frame)],
    more: [
      ['00280002', 'US', 3],
      ['00280004', 'CS', photometric],
      ['00280006', 'US', 0],
      ['00280010', 'US', 4],
      ['00280011', 'US', 6],
    ],
  });
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

/** A JPEG stream without the segments (APP2) that hold a colour profile. */
function withoutProfile(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf(Buffer.from('ffe2', 'hex'));
  return at < 0
    ? jpeg
    : withoutProfile(
        Buffer.concat([jpeg.subarray(0, at), jpeg.subarray(at + 2 + jpeg.readUInt16BE(at + 2))]),
      );
}

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

  it('reads YBR in JPEG 2000 that the code stream does not transform, whatever it is called', async () => {
    const ybr = Array.from({ length: 3 }, () =>
      Uint8Array.from({ length: 3 * Rows * Columns }, (_, i) =>
        i % 3 === 0 ? (i / 3) % 200 : 128,
      ),
    );
    const grey = ybr.map((frame) => Array.from(frame, (_, i) => frame[i - (i % 3)]));
    for (const name of ['YBR_FULL', 'YBR_FULL_422']) {
      const native = await written(ybr, 3);
      const file = await transcoded(native, '1.2.840.10008.1.2.4.90', { allowMct: false });
      expect(await pixels(withPhotometric(file, name))).toEqual(grey);
    }
  });

  it('reads RGB in JPEG 2000 that is called YBR, since the code stream is transformed', async () => {
    const frames = [0, 1, 2].map((number) => frame(number, 3));
    const file = await transcoded(await written(frames, 3), '1.2.840.10008.1.2.4.90');
    expect(await pixels(withPhotometric(file, 'YBR_FULL'))).toEqual(
      frames.map((values) => [...values]),
    );
  });

  it('reads High-Throughput JPEG 2000 without component transform', async () => {
    // 6 x 4 pixels of RGB, the i-th sample 3 * i; encoded by OpenJPH.
    const encoded = Buffer.from(
      'ff4fff51002f400000000006000000040000000000000000000000060000000400000000000000000003070101070101' +
        '070101ff500008000200000002ff52000c00020001000504044001ff5c001320485050505050505050505050504848' +
        '48ff90000a0000000000a40001ff93c025df00877400c025d900877400c025d300877400000000000000c01280ca00' +
        '877400c01280ca00877400c01280ca00877400c011c01300006300f2f200423400c011c01300006300f2f200423400' +
        'c011c01300006300f2f200423400c02680540010fe80cb74006a55fd00e4775500c02680540010fe80cb74006a55fd' +
        '00e4775500c02680540010fe80cb74006a55fd00e4775500ffd900',
      'hex',
    );
    const file = colourInstance(encoded, '1.2.840.10008.1.2.4.201');
    expect(await pixels(file, 1)).toEqual([Array.from({ length: 72 }, (_, i) => 3 * i)]);
  });

  it('takes the components of a JPEG without markers for what the header says', async () => {
    const raw = { width: 6, height: 4, channels: 3 as const };
    const bare = await sharp(Buffer.alloc(72, 90), { raw })
      .jpeg({ chromaSubsampling: '4:4:4' })
      .toBuffer();
    const read = async (stream: Uint8Array, PhotometricInterpretation: string) => {
      const file = colourInstance(stream, '1.2.840.10008.1.2.4.50', PhotometricInterpretation);
      return (await pixels(file, 1))[0].slice(0, 3);
    };
    expect(await read(bare, 'RGB')).toEqual([90, 128, 128]);
    expect(await read(bare, 'YBR_FULL_422')).toEqual([90, 90, 90]);
    expect(await read(withJfif(bare), 'RGB')).toEqual([90, 90, 90]);
  });

  it('reads native YBR_FULL_422, colour of 16 bits and grey values with bits above Bits Stored', async () => {
    const native = (bytes: Uint8Array, more: FixtureElement[]) =>
      makeInstance({ NumberOfFrames: 1, pixels: Buffer.from(bytes), more });
    const shape: FixtureElement[] = [
      ['00280010', 'US', 1],
      ['00280011', 'US', 2],
    ];
    const halved = native(Uint8Array.of(10, 200, 128, 128), [
      ...shape,
      ['00280002', 'US', 3],
      ['00280004', 'CS', 'YBR_FULL_422'],
      ['00280100', 'US', 8],
      ['00280101', 'US', 8],
    ]);
    expect(await pixels(halved, 1)).toEqual([[10, 10, 10, 200, 200, 200]]);
    const deep = native(Buffer.from(Uint16Array.of(257, 514, 771, 1028, 0, 65_535).buffer), [
      ...shape,
      ['00280002', 'US', 3],
      ['00280004', 'CS', 'RGB'],
      ['00280100', 'US', 16],
      ['00280101', 'US', 16],
    ]);
    expect(await pixels(deep, 1)).toEqual([[1, 2, 3, 4, 0, 255]]);
    const above = native(Buffer.from(Uint16Array.of(0xff00 | 7, 250).buffer), [
      ...shape,
      ['00280002', 'US', 1],
      ['00280004', 'CS', 'MONOCHROME2'],
      ['00280100', 'US', 16],
      ['00280101', 'US', 8],
    ]);
    expect(await pixels(above, 1)).toEqual([[7, 250]]);
  });

  it('looks the colours of PALETTE COLOR up', async () => {
    const table = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
    const elements: FixtureElement[] = ['1', '2', '3'].flatMap((colour, i): FixtureElement[] => [
      [`0028110${colour}`, 'US', Buffer.from(Uint16Array.of(2, 5, 16).buffer)],
      [`0028120${colour}`, 'OW', table(0x100 * (i + 1), 0xff00)],
    ]);
    const file = makeInstance({
      NumberOfFrames: 1,
      pixels: Buffer.from([5, 6, 5, 5, 5, 5, 5, 5]),
      more: [...elements, ['00280004', 'CS', 'PALETTE COLOR']],
    });
    expect((await pixels(file, 1))[0].slice(0, 6)).toEqual([1, 2, 3, 255, 255, 255]);
  });

  it('looks the colours of PALETTE COLOR up in JPEG as well', async () => {
    const inverted = Buffer.from(
      Uint16Array.from({ length: 256 }, (_, i) => 257 * (255 - i)).buffer,
    );
    const raw = { width: 16, height: 16, channels: 1 as const };
    const jpeg = await sharp(Buffer.alloc(256, 200), { raw })
      .toColourspace('b-w')
      .jpeg({ quality: 100 })
      .toBuffer();
    const file = makeInstance({
      transferSyntaxUID: '1.2.840.10008.1.2.4.50',
      NumberOfFrames: 1,
      pixels: [Buffer.alloc(0), jpeg],
      more: [
        ...['1', '2', '3'].flatMap((colour): FixtureElement[] => [
          [`0028110${colour}`, 'US', Buffer.from(Uint16Array.of(256, 0, 16).buffer)],
          [`0028120${colour}`, 'OW', inverted],
        ]),
        ['00280004', 'CS', 'PALETTE COLOR'],
        ['00280010', 'US', 16],
        ['00280011', 'US', 16],
      ],
    });
    expect(new Set((await pixels(file, 1))[0])).toEqual(new Set([55]));
  });

  it('leaves the values of a JPEG as they are, whatever colour profile is in it', async () => {
    const raw = { width: 16, height: 16, channels: 3 as const };
    const red = Buffer.from(
      Uint8Array.from({ length: 3 * 256 }, (_, i) => (i % 3 === 0 ? 220 : 20)),
    );
    const profiled = await sharp(red, { raw }).withIccProfile('p3').jpeg().toBuffer();
    const bare = withoutProfile(profiled);
    expect(bare.length).toBeLessThan(profiled.length);
    const [withProfile, without] = await Promise.all(
      [profiled, bare].map((jpeg) =>
        pixels(
          makeInstance({
            transferSyntaxUID: '1.2.840.10008.1.2.4.50',
            NumberOfFrames: 1,
            pixels: [Buffer.alloc(0), jpeg],
            more: [
              ['00280002', 'US', 3],
              ['00280004', 'CS', 'YBR_FULL_422'],
              ['00280006', 'US', 0],
              ['00280010', 'US', 16],
              ['00280011', 'US', 16],
            ],
          }),
          1,
        ),
      ),
    );
    expect(withProfile).toEqual(without);
  });

  it('reads big-endian colour that is stored plane after plane in words', async () => {
    const planes = Buffer.from([10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 25, 26, 27]);
    const blue = Buffer.from([30, 31, 32, 33, 34, 35, 36, 37]);
    const file = makeInstance({
      transferSyntaxUID: '1.2.840.10008.1.2.2',
      NumberOfFrames: 1,
      pixels: Buffer.concat([planes, blue]).swap16(),
      more: [
        ['00280002', 'US', 3],
        ['00280004', 'CS', 'RGB'],
        ['00280006', 'US', 1],
      ],
    });
    const expected = Array.from({ length: 8 }, (_, i) => [10 + i, 20 + i, 30 + i]).flat();
    expect(await pixels(file, 1)).toEqual([expected]);
  });

  it('reads JPEG-LS whose components lie in scans of their own', async () => {
    // Encoded by CharLS without interleaving; pydicom decodes the same values.
    const stream =
      '/9j/9wARCAAGAAgDAREAAhEAAxEA/9oACAEBAAAAAIKFeFe1ZjI5NjG20khFVXdVaJ/g/9oACAECAAAAAAAAAXYK9q0/' +
      'pjI5NjG20khFVXdVaJ/g/9oACAEDAAAAAAAAAW0ZikdmMybSZqrRP9v9v4D/2Q==';
    const frame = Buffer.from(stream, 'base64');
    const expected = Array.from({ length: 6 * 8 }, (_, i) => [i % 8, Math.floor(i / 8)]).flatMap(
      ([x, y]) => [9 * x + 5 * y, 9 * x + 5 * y + 60, 200 - 7 * x - 3 * y],
    );
    const file = makeInstance({
      transferSyntaxUID: '1.2.840.10008.1.2.4.80',
      NumberOfFrames: 1,
      pixels: [Buffer.alloc(0), Buffer.concat([frame, Buffer.alloc(frame.length % 2)])],
      more: [
        ['00280002', 'US', 3],
        ['00280004', 'CS', 'RGB'],
        ['00280006', 'US', 0],
        ['00280010', 'US', 6],
        ['00280011', 'US', 8],
      ],
    });
    expect(await pixels(file, 1)).toEqual([expected]);
  });

  it('refuses frames in palette colour without a palette, and in video, but reads their header', async () => {
    const palette = await readCine(withPhotometric(await written(greyFrames, 1), 'PALETTE COLOR'));
    expect(palette.instance.NumberOfFrames).toBe(3);
    await expect(palette.frame(0)).rejects.toThrow('its colour palette is missing or too short');
    const video = await readCine(
      replaced(
        await written(greyFrames, 1, 'jpeg-baseline'),
        '1.2.840.10008.1.2.4.50',
        '1.2.840.10008.1.2.4.99',
      ),
    );
    await expect(video.frame(0)).rejects.toThrow('its transfer syntax is not supported');
  });

  it.each<[string, (offsets: Uint32Array) => void]>([
    ['zeros', (offsets) => offsets.fill(0)],
    ['places within frames', (offsets) => offsets.set(offsets.map((offset) => offset + 4))],
    ['the frames in reverse', (offsets) => offsets.reverse()],
    ['places behind the file', (offsets) => offsets.fill(0x7fffffff, 1)],
  ])('reads the frames whose offset table holds %s', async (_, damage) => {
    const whole = await written(greyFrames, 1, 'jpeg-baseline');
    const damaged = Buffer.from(whole);
    const [table] = readLayout(whole).elements.find(({ tag }) => tag === '7FE00010')!.items!;
    expect(table.length).toBe(4 * greyFrames.length);
    const offsets = Uint32Array.from(greyFrames, (__, i) =>
      whole.readUInt32LE(table.offset + 4 * i),
    );
    damage(offsets);
    offsets.forEach((offset, i) => damaged.writeUInt32LE(offset, table.offset + 4 * i));
    expect(damaged.equals(whole)).toBe(false);
    expect(await pixels(damaged)).toEqual(await pixels(whole));
  });

  it('reports that a file is no DICOM file', async () => {
    for (const content of [new Uint8Array(0), Buffer.from('PatientID,EF\n'.repeat(40))]) {
      await expect(readCine(content)).rejects.toThrow(
        'The file cannot be read as DICOM: it does not begin as DICOM files do.',
      );
    }
  });
});

const samples = samplePath('.');
const withSamples = samples ? describe : describe.skip;

withSamples('readCine on the sample clips (skipped where ../shared/samples is missing)', () => {
  const read = async (name: string): Promise<Uint8Array[]> => {
    const cine = await readCine(readFileSync(path.join(samples!, name)));
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
      'implicitLE',
      'bigendian',
      'deflated',
      'rle',
      'jpeglossless',
      'jpegls',
      'j2klossless',
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
    for (const name of readdirSync(path.join(samples!, 'malformed'))) {
      const started = performance.now();
      const answer = await readCine(readFileSync(path.join(samples!, 'malformed', name)))
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
