import { deflateRawSync } from 'node:zlib';
import { TransferSyntax } from '../uid/transfer-syntax';

export type FixtureElement = [tag: string, vr: string, value: Buffer | string | number];

/** Attributes of a test instance; each has a default. */
export interface FixtureOptions {
  transferSyntaxUID?: string;
  StudyInstanceUID?: string;
  SeriesInstanceUID?: string;
  SOPInstanceUID?: string;
  PatientName?: string;
  PatientID?: string;
  StudyDate?: string;
  StudyDescription?: string;
  Modality?: string;
  NumberOfFrames?: number;
  BitsAllocated?: number;
  /** Native pixels, or the items of encapsulated Pixel Data with the Basic Offset Table first. */
  pixels?: Buffer | Buffer[];
  /** Elements to add, in any order; they replace those of the same tag. */
  more?: FixtureElement[];
  /** Tags to leave out. */
  without?: string[];
}

/** Bytes per frame: 4 x 2 pixels of 8 bits. */
export const fixtureFrameLength = 8;

/** Frames whose bytes all are the frame's number, from 1. */
export function fixtureFrames(count: number): Buffer[] {
  return Array.from({ length: count }, (_, frame) => Buffer.alloc(fixtureFrameLength, frame + 1));
}

/** A small ultrasound cine as a Part 10 file. */
export function makeInstance(options: FixtureOptions = {}): Buffer {
  const syntax = options.transferSyntaxUID ?? TransferSyntax.ExplicitVRLittleEndian;
  const frames = options.NumberOfFrames ?? 3;
  const pixels = options.pixels ?? Buffer.concat(fixtureFrames(frames));
  const elements: FixtureElement[] = [
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.3.1'],
    ['00080018', 'UI', options.SOPInstanceUID ?? '1.2.3.4.5'],
    ['00080020', 'DA', options.StudyDate ?? '20200229'],
    ['00080060', 'CS', options.Modality ?? 'US'],
    ['00081030', 'LO', options.StudyDescription ?? 'Echocardiogram'],
    ['00100010', 'PN', options.PatientName ?? 'Doe^Jane'],
    ['00100020', 'LO', options.PatientID ?? 'P1'],
    ['0020000D', 'UI', options.StudyInstanceUID ?? '1.2.3'],
    ['0020000E', 'UI', options.SeriesInstanceUID ?? '1.2.3.4'],
    ['00280002', 'US', 1],
    ['00280004', 'CS', 'MONOCHROME2'],
    ['00280008', 'IS', String(frames)],
    ['00280010', 'US', 2],
    ['00280011', 'US', 4],
    ['00280100', 'US', options.BitsAllocated ?? 8],
    ['00280101', 'US', options.BitsAllocated ?? 8],
    ['00280102', 'US', (options.BitsAllocated ?? 8) - 1],
    ['00280103', 'US', 0],
    ...(options.more ?? []),
  ];
  const bytes = [...new Map(elements.map((element) => [element[0], element])).values()]
    .filter(([tag]) => !options.without?.includes(tag))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((element) => encodeElement(element, syntax));
  if (!options.without?.includes('7FE00010')) {
    bytes.push(
      Array.isArray(pixels)
        ? encapsulate(pixels)
        : encodeElement(['7FE00010', 'OW', pixels], syntax),
    );
  }
  const dataset = Buffer.concat(bytes);
  const stored =
    syntax === TransferSyntax.DeflatedExplicitVRLittleEndian ? deflateRawSync(dataset) : dataset;
  return Buffer.concat([fileMeta(syntax), stored]);
}

function fileMeta(syntax: string): Buffer {
  const explicit = TransferSyntax.ExplicitVRLittleEndian;
  const meta = encodeElement(['00020010', 'UI', syntax], explicit);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    encodeElement(['00020000', 'UL', length], explicit),
    meta,
  ]);
}

/** Encodes one element; numbers as 16-bit words. */
export function encodeElement([tag, vr, value]: FixtureElement, syntax: string): Buffer {
  const bigEndian = syntax === TransferSyntax.ExplicitVRBigEndian;
  const bytes = encodeValue(vr, value, bigEndian);
  const header = Buffer.alloc(12);
  const uint16 = (number: number, at: number): number =>
    bigEndian ? header.writeUInt16BE(number, at) : header.writeUInt16LE(number, at);
  const uint32 = (number: number, at: number): number =>
    bigEndian ? header.writeUInt32BE(number, at) : header.writeUInt32LE(number, at);
  uint16(parseInt(tag.slice(0, 4), 16), 0);
  uint16(parseInt(tag.slice(4), 16), 2);
  if (syntax === TransferSyntax.ImplicitVRLittleEndian) {
    uint32(bytes.length, 4);
    return Buffer.concat([header.subarray(0, 8), bytes]);
  }
  header.write(vr, 4, 'latin1');
  if (['OB', 'OW', 'SQ', 'UN', 'UT'].includes(vr)) {
    uint32(bytes.length, 8);
    return Buffer.concat([header, bytes]);
  }
  uint16(bytes.length, 6);
  return Buffer.concat([header.subarray(0, 8), bytes]);
}

function encodeValue(vr: string, value: Buffer | string | number, bigEndian: boolean): Buffer {
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(2);
    if (bigEndian) {
      bytes.writeUInt16BE(value);
    } else {
      bytes.writeUInt16LE(value);
    }
    return bytes;
  }
  const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  if (bytes.length % 2 === 0) {
    return bytes;
  }
  return Buffer.concat([
    bytes,
    Buffer.from(vr === 'UI' || vr === 'OB' || vr === 'OW' ? '\0' : ' '),
  ]);
}

function encapsulate(items: Buffer[]): Buffer {
  const item = (tag: number, bytes: Buffer): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt16LE(0xfffe, 0);
    header.writeUInt16LE(tag, 2);
    header.writeUInt32LE(bytes.length, 4);
    return Buffer.concat([header, bytes]);
  };
  return Buffer.concat([
    Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]),
    ...items.map((bytes) => item(0xe000, bytes)),
    item(0xe0dd, Buffer.alloc(0)),
  ]);
}

/** Bytes of an empty sequence (0008,1140) of undefined length, nested `depth` times. */
export function nestedSequence(depth: number): Buffer {
  const open = Buffer.from('08004011' + '53510000ffffffff' + 'feff00e0ffffffff', 'hex');
  const close = Buffer.from('feff0de000000000' + 'feffdde000000000', 'hex');
  return Buffer.concat([...Array<Buffer>(depth).fill(open), ...Array<Buffer>(depth).fill(close)]);
}

/** A JPEG stream of sharp, which writes no markers, with the JFIF one, which says that it is YBR. */
export function withJfif(jpeg: Uint8Array): Uint8Array {
  const segment = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}
