import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readClipHeader } from '../clip/clip-header';
import { readCine } from './read-cine';
import { deterministicUid } from '../uid/deterministic-uid';
import { encodeCine, writeCine, type CineToWrite, type TransferSyntaxName } from './write-cine';

/** Odd on purpose: a frame of 35 x 27 grey values has an odd length, which DICOM values have not. */
const [Rows, Columns] = [27, 35];

/** Smooth shades that move, so that frames differ and JPEG keeps them closely. */
function frame(number: number, samplesPerPixel: 1 | 3): Uint8Array {
  return Uint8Array.from({ length: Rows * Columns * samplesPerPixel }, (_, i) => {
    const pixel = Math.floor(i / samplesPerPixel);
    const [x, y] = [pixel % Columns, Math.floor(pixel / Columns)];
    const shade = 30 + 20 * number + 3 * x + 2 * y;
    return i % samplesPerPixel === 0 ? shade : 40 + 2 * x + 40 * (i % samplesPerPixel);
  });
}

function cineOf(samplesPerPixel: 1 | 3, transferSyntax: TransferSyntaxName): CineToWrite {
  return {
    frames: [0, 1, 2].map((number) => frame(number, samplesPerPixel)),
    Rows,
    Columns,
    samplesPerPixel,
    transferSyntax,
    attributes: {
      SOPInstanceUID: deterministicUid('instance', samplesPerPixel, transferSyntax),
      StudyInstanceUID: deterministicUid('study'),
      SeriesInstanceUID: deterministicUid('series'),
      Modality: 'US',
      PatientName: 'Ångström^Zoë',
      PatientID: 'A-1',
      PatientSex: 'F',
      FrameTime: '33.333',
      SequenceOfUltrasoundRegions: [
        {
          RegionSpatialFormat: 1,
          RegionDataType: 1,
          RegionFlags: 0,
          RegionLocationMinX0: 2,
          RegionLocationMinY0: 3,
          RegionLocationMaxX1: 30,
          RegionLocationMaxY1: 20,
          PhysicalUnitsXDirection: 3,
          PhysicalUnitsYDirection: 3,
          PhysicalDeltaX: 0.0625,
          PhysicalDeltaY: 0.0625,
        },
      ],
    },
  };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    largest = Math.max(largest, Math.abs(a[i] - b[i]));
  }
  return largest;
}

const kinds = [
  { samplesPerPixel: 1, syntax: 'explicit-little-endian', stored: 'MONOCHROME2', most: 0 },
  { samplesPerPixel: 3, syntax: 'explicit-little-endian', stored: 'RGB', most: 0 },
  { samplesPerPixel: 1, syntax: 'jpeg-baseline', stored: 'MONOCHROME2', most: 6 },
  { samplesPerPixel: 3, syntax: 'jpeg-baseline', stored: 'YBR_FULL_422', most: 10 },
] as const;

describe('writeCine', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-cine-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(kinds)(
    'writes $stored in $syntax so that it reads back within $most levels',
    async ({ samplesPerPixel, syntax, stored, most }) => {
      const written = cineOf(samplesPerPixel, syntax);
      const file = path.join(folder, `${stored}-${syntax}.dcm`);
      await writeCine(file, written);
      const { instance, frame: decode } = await readCine(await readFile(file));
      for (const [number, original] of written.frames.entries()) {
        const { channels, data } = await decode(number);
        expect(channels).toBe(samplesPerPixel);
        expect(data).toHaveLength(original.length);
        expect(largestDifference(data, original)).toBeLessThanOrEqual(most);
      }
      expect(readClipHeader(instance)).toMatchObject({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
        SOPInstanceUID: written.attributes.SOPInstanceUID,
        NumberOfFrames: 3,
        Rows,
        Columns,
        SamplesPerPixel: samplesPerPixel,
        PhotometricInterpretation: stored,
        BitsAllocated: 8,
        BitsStored: 8,
        PixelRepresentation: 0,
        FrameTime: 33.333,
        SequenceOfUltrasoundRegions: [{ RegionLocationMinX0: 2, RegionLocationMaxX1: 30 }],
      });
      expect(instance).toMatchObject({
        HighBit: 7,
        FrameIncrementPointer: 0x00181063,
        PatientID: 'A-1',
        PatientSex: 'F',
        LossyImageCompression: syntax === 'jpeg-baseline' ? '01' : '00',
      });
      expect(instance.PatientName).toMatchObject([{ Alphabetic: 'Ångström^Zoë' }]);
      expect(instance.PlanarConfiguration).toBe(samplesPerPixel === 3 ? 0 : undefined);
    },
  );

  it('writes the Lossy Image Compression attributes of JPEG', async () => {
    const file = await encodeCine(cineOf(3, 'jpeg-baseline'));
    const { instance } = await readCine(file);
    expect(instance.LossyImageCompressionMethod).toBe('ISO_10918_1');
    expect(Number(instance.LossyImageCompressionRatio)).toBeGreaterThan(1);
  });

  it('writes each frame as one fragment of even length that the Basic Offset Table points to', async () => {
    const file = Buffer.from(await encodeCine(cineOf(1, 'jpeg-baseline')));
    const pixelData = file.lastIndexOf(Buffer.from('e07f10004f420000ffffffff', 'hex'));
    const [item, delimiter] = [0xe000fffe, 0xe0ddfffe];
    let at = pixelData + 12;
    expect(file.readUInt32LE(at)).toBe(item);
    expect(file.readUInt32LE(at + 4)).toBe(12);
    const offsets = [0, 1, 2].map((entry) => file.readUInt32LE(at + 8 + 4 * entry));
    const first = at + 8 + 12;
    at = first;
    const starts: number[] = [];
    while (file.readUInt32LE(at) === item) {
      starts.push(at - first);
      const length = file.readUInt32LE(at + 4);
      expect(length % 2).toBe(0);
      expect(file.readUInt16BE(at + 8)).toBe(0xffd8);
      at += 8 + length;
    }
    expect(starts).toEqual(offsets);
    expect(file.readUInt32LE(at)).toBe(delimiter);
    expect(at + 8).toBe(file.length);
  });

  it('writes the same bytes for the same cine', async () => {
    const cine = cineOf(3, 'jpeg-baseline');
    expect(Buffer.compare(await encodeCine(cine), await encodeCine(cine))).toBe(0);
  });

  it('names the file and the error, and leaves no file behind', async () => {
    const whole = cineOf(1, 'jpeg-baseline');
    const { FrameTime, ...untimed } = whole.attributes;
    expect(FrameTime).toBeDefined();
    const broken: [CineToWrite, string][] = [
      [{ ...whole, frames: [] }, 'The cine has no frames.'],
      [{ ...whole, frames: [whole.frames[0], new Uint8Array(9)] }, 'Frame 2 has 9 values'],
      [{ ...whole, attributes: untimed }, 'The cine has no FrameTime.'],
    ];
    const before = await readdir(folder);
    for (const [cine, reason] of broken) {
      await expect(writeCine(path.join(folder, 'broken.dcm'), cine)).rejects.toThrow(
        `broken.dcm cannot be written: ${reason}`,
      );
    }
    await expect(writeCine(path.join(folder, 'no', 'folder.dcm'), whole)).rejects.toThrow(
      'folder.dcm cannot be written',
    );
    expect(await readdir(folder)).toEqual(before);
  });
});
