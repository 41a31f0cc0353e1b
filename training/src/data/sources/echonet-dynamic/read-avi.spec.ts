import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { samplePath } from '@echonet/dicom/testing';
import { readAvi } from './';
import { aviFile, chunk, list, type AviFixture } from './avi-fixture';

const [Rows, Columns] = [16, 24];
const greyValues = [40, 90, 140, 190, 240];

function jpeg(grey: number, rows = Rows): Promise<Buffer> {
  const raw = { width: Columns, height: rows, channels: 3 } as const;
  return sharp(Buffer.alloc(rows * Columns * 3, grey), { raw })
    .jpeg()
    .toBuffer();
}

/** A JPEG without Huffman tables, as is usual in Motion JPEG. */
function withoutTables(image: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 2;
  while (image[at + 1] !== 0xda) {
    const end = at + 2 + image.readUInt16BE(at + 2);
    if (image[at + 1] !== 0xc4) {
      parts.push(image.subarray(at, end));
    }
    at = end;
  }
  return Buffer.concat([image.subarray(0, 2), ...parts, image.subarray(at)]);
}

describe('readAvi', () => {
  let images: Buffer[];
  beforeAll(async () => {
    images = await Promise.all(greyValues.map((grey) => jpeg(grey)));
  });
  const file = (change: Partial<AviFixture> = {}) => aviFile({ Rows, Columns, images, ...change });
  const means = async (content: Uint8Array): Promise<number[]> => {
    const video = readAvi(content);
    const all = [];
    for (let index = 0; index < video.NumberOfFrames; index++) {
      const frame = await video.frame(index);
      expect([frame.Rows, frame.Columns, frame.channels]).toEqual([Rows, Columns, 3]);
      const sum = [...frame.data].reduce((total, value) => total + value, 0);
      all.push(Math.round(sum / frame.data.length));
    }
    return all;
  };

  it('decodes the frames in order', async () => {
    expect(await means(file())).toEqual(greyValues);
  });

  it('finds them in records, in further segments and beside a stream of sound', async () => {
    const layouts: Partial<AviFixture>[] = [
      { records: true },
      { segmentLengths: [2, 2, 1] },
      { sound: true },
      { records: true, sound: true, segmentLengths: [1, 4] },
      { codec: 'mjpg' },
    ];
    for (const layout of layouts) {
      expect(await means(file(layout))).toEqual(greyValues);
    }
  });

  it('forgives what programs leave behind the last segment', async () => {
    expect(await means(Buffer.concat([file(), Buffer.alloc(100)]))).toEqual(greyValues);
  });

  it('shows a frame again where the next chunk is empty', async () => {
    const [first, second] = images;
    const content = file({ images: [first, Buffer.alloc(0), second] });
    expect(await means(content)).toEqual([40, 40, 90]);
  });

  it('decodes images without Huffman tables', async () => {
    // The standard tables fit only an image that was encoded with them.
    const plain = await sharp(await jpeg(90))
      .jpeg({ optimiseCoding: false })
      .toBuffer();
    const stripped = withoutTables(plain);
    expect(stripped.length).toBeLessThan(plain.length - 300);
    expect(await means(file({ images: [stripped] }))).toEqual([90]);
  });

  it('takes the time between frames from the stream, then from the file', () => {
    expect(readAvi(file({ rate: 30_000, scale: 1001 })).frameTimeMs).toBeCloseTo(33.3667, 4);
    expect(readAvi(file({ rate: 0, microsecondsPerFrame: 25_000 })).frameTimeMs).toBe(25);
    const unsaid = file({ rate: 0, scale: 0, microsecondsPerFrame: 0 });
    expect(readAvi(unsaid).frameTimeMs).toBeUndefined();
  });

  it('names the codec that it cannot read', () => {
    expect(() => readAvi(file({ codec: 'H264' }))).toThrow(
      'The video cannot be read: its images are in the codec "H264", and Motion JPEG ("MJPG") ' +
        'is what can be read; convert the video.',
    );
    expect(() => readAvi(file({ codec: '\0\0\0\0' }))).toThrow('its images are uncompressed');
  });

  it('says what is wrong with a file that is none, or not whole', () => {
    const whole = file();
    const noStream = list('RIFF', 'AVI ', [list('LIST', 'hdrl', [chunk('avih', whole)])]);
    for (const [content, reason] of [
      [Buffer.alloc(0), 'it does not begin as AVI files do'],
      [Buffer.from('FileName,EF\n'.repeat(9)), 'it does not begin as AVI files do'],
      [list('RIFF', 'WAVE', []), 'it is a RIFF file of the kind "WAVE", not an AVI'],
      [whole.subarray(0, whole.length - 9), 'the file was cut off or is damaged'],
      [whole.subarray(0, 300), 'the file was cut off or is damaged'],
      [noStream, 'it has no video stream'],
      [file({ images: [] }), 'it holds no images'],
      [file({ images: [Buffer.alloc(0)] }), 'its first image is empty'],
      [file({ Rows: 0 }), 'it says that its images have 24 x 0 pixels'],
      [file({ Columns: 100_000 }), 'it says that its images have 100000 x 16 pixels'],
    ] as const) {
      expect(() => readAvi(content)).toThrow(reason);
    }
  });

  it('names the frame that cannot be decoded, and reads the others', async () => {
    const damaged = Buffer.from(images[1]).fill(0, images[1].length - 60);
    const content = file({
      images: [images[0], damaged, await jpeg(90, 8), Buffer.from('no JPEG'), images[4]],
    });
    const video = readAvi(content);
    await expect(video.frame(1)).rejects.toThrow(/^Frame 2 cannot be decoded: .+\.$/);
    await expect(video.frame(2)).rejects.toThrow(
      'Frame 3 cannot be decoded: it has 24 x 8 pixels, and the video says 24 x 16.',
    );
    await expect(video.frame(3)).rejects.toThrow('Frame 4 cannot be decoded: it is no JPEG.');
    await expect(video.frame(5)).rejects.toThrow('Frame 6 cannot be decoded: the video ends');
    expect((await video.frame(4)).data[0]).toBe(240);
  });

  it('answers any damage with frames or one sentence, and soon', () => {
    const whole = file({ records: true, sound: true, segmentLengths: [3, 2] });
    const edits = fc.array(
      fc.tuple(fc.nat({ max: whole.length - 1 }), fc.constantFrom(0, 1, 0x7f, 0xff), fc.nat(255)),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(edits, fc.nat({ max: whole.length }), fc.boolean(), (changes, length, cut) => {
        const content = new Uint8Array(whole);
        for (const [at, mask, value] of changes) {
          content[at] = (content[at] & mask) ^ value;
        }
        const damaged = cut ? content.subarray(0, length) : content;
        expectAnswer(damaged);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers any bytes behind a RIFF header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expectAnswer(list('RIFF', 'AVI ', [bytes]));
        expectAnswer(list('RIFF', 'AVI ', [list('LIST', 'hdrl', [list('LIST', 'strl', [bytes])])]));
        expectAnswer(bytes);
      }),
    );
  });

  it('refuses a file of nothing but empty frames before memory runs out', () => {
    const empty = Array.from({ length: 100_001 }, () => Buffer.alloc(0));
    const started = performance.now();
    expect(() => readAvi(file({ images: [images[0], ...empty] }))).toThrow(
      'it has more than 100000 frames',
    );
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

function expectAnswer(content: Uint8Array): void {
  try {
    const video = readAvi(content);
    expect(video.NumberOfFrames).toBeGreaterThan(0);
    expect(video.Rows * video.Columns).toBeGreaterThan(0);
  } catch (error) {
    expect((error as Error).message).toMatch(/^The video cannot be read: [ -~]+\.$/);
  }
}

const sample = samplePath('a4c/a4c_mjpeg.avi');
const withSample = sample ? describe : describe.skip;

withSample('readAvi on the sample video (skipped where ../shared/samples is missing)', () => {
  it('decodes every frame of the real clip', async () => {
    const video = readAvi(readFileSync(sample!));
    expect([video.Rows, video.Columns, video.NumberOfFrames]).toEqual([240, 320, 30]);
    expect(video.frameTimeMs).toBeCloseTo(33.333, 3);
    for (let index = 0; index < 30; index++) {
      expect((await video.frame(index)).data).toHaveLength(240 * 320 * 3);
    }
  });
});
