import { TransferSyntax } from '../uid/transfer-syntax';
import { inflateDataset } from './inflate-dataset';

/** A byte range of a data set: from `offset`, `length` bytes. */
export interface ByteRange {
  offset: number;
  length: number;
}

/** Where the value of one top-level data element lies. */
export interface ElementLocation extends ByteRange {
  /** Group and element, eight upper-case hexadecimal digits. */
  tag: string;
  /** Value representation; empty where the transfer syntax is implicit. */
  vr: string;
  /** Offset of the element's first byte, the tag's. */
  start: number;
  /** The items of an encapsulated value: the Basic Offset Table first, then the fragments. */
  items?: ByteRange[];
}

/** Where the elements of a DICOM Part 10 file are. Offsets are in bytes from the start of `bytes`. */
export interface Part10Layout {
  transferSyntaxUID: string;
  /** The file, or, for a deflated data set, the inflated data set alone. */
  bytes: Buffer;
  /** True when `bytes` is the inflated data set and not the file. */
  inflated: boolean;
  /** Offset of the data set's first element. */
  dataset: number;
  elements: ElementLocation[];
}

/** The bytes are no DICOM Part 10 file, or a damaged one. The message is a full sentence. */
export class MalformedDicom extends Error {
  override readonly name: string = 'MalformedDicom';
}

/** The file ends before an element of it does. */
export class TruncatedDicom extends MalformedDicom {
  override readonly name = 'TruncatedDicom';
}

const undefinedLength = 0xffffffff;
const item = 'FFFEE000';
const itemDelimiter = 'FFFEE00D';
const sequenceDelimiter = 'FFFEE0DD';
const pixelData = '7FE00010';
const longLengthVrs = new Set([
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'SQ',
  'SV',
  'UC',
  'UN',
  'UR',
  'UT',
  'UV',
]);
/** Deeper nesting than any report has; bounds the recursion. */
const maxNesting = 64;

const mebibyte = 1024 * 1024;

/**
 * Most bytes that a deflated data set may inflate to. Deflate compresses zeros a thousandfold, so a
 * small file can claim a large one; echoes compress less than tenfold.
 */
function maxInflatedBytes(deflatedLength: number): number {
  return Math.min(512 * mebibyte, Math.max(32 * mebibyte, 100 * deflatedLength));
}

interface Encoding {
  explicit: boolean;
  littleEndian: boolean;
}

/** How far {@link readLayout} goes. */
export interface LayoutOptions {
  /** Stop after Pixel Data and leave out what follows; false unless given. */
  readonly untilPixelData?: boolean;
}

/**
 * Finds every top-level element of a Part 10 file and checks that each length stays inside it. Reads
 * no values and allocates nothing that a length field claims.
 *
 * @param file the whole file
 * @throws TruncatedDicom when it ends before its elements do
 * @throws MalformedDicom when it is no Part 10 file or damaged otherwise
 */
export function readLayout(
  file: Buffer,
  { untilPixelData = false }: LayoutOptions = {},
): Part10Layout {
  if (file.length < 132 || file.toString('latin1', 128, 132) !== 'DICM') {
    throw new MalformedDicom(
      'It is no DICOM Part 10 file: the DICM prefix is missing at byte 128.',
    );
  }
  const meta = readFileMeta(file);
  const encoding: Encoding = {
    explicit: meta.transferSyntaxUID !== TransferSyntax.ImplicitVRLittleEndian,
    littleEndian: meta.transferSyntaxUID !== TransferSyntax.ExplicitVRBigEndian,
  };
  const inflated = meta.transferSyntaxUID === TransferSyntax.DeflatedExplicitVRLittleEndian;
  const bytes = inflated ? inflate(file.subarray(meta.end)) : file;
  const dataset = inflated ? 0 : meta.end;
  const walker = new ElementWalker(bytes, encoding);
  return {
    transferSyntaxUID: meta.transferSyntaxUID,
    bytes,
    inflated,
    dataset,
    elements: walker.readTopLevel(dataset, untilPixelData),
  };
}

function readFileMeta(file: Buffer): { transferSyntaxUID: string; end: number } {
  const walker = new ElementWalker(file, { explicit: true, littleEndian: true });
  let position = 132;
  let transferSyntaxUID: string | undefined;
  while (position + 8 <= file.length && file.readUInt16LE(position) === 0x0002) {
    const element = walker.readElement(position, 0);
    if (element.tag === '00020010') {
      transferSyntaxUID = file
        .toString('latin1', element.offset, element.offset + element.length)
        .replace(/[\0 ]+$/, '');
    }
    position = element.offset + element.length;
  }
  if (!transferSyntaxUID) {
    throw new MalformedDicom('Its file meta information names no Transfer Syntax UID (0002,0010).');
  }
  return { transferSyntaxUID, end: position };
}

function inflate(deflated: Buffer): Buffer {
  const maxBytes = maxInflatedBytes(deflated.length);
  const dataset = inflateDataset(deflated, maxBytes);
  if ('problem' in dataset) {
    throw new MalformedDicom(
      dataset.problem === 'too large'
        ? `Its deflated data set of ${deflated.length} bytes inflates to more than ` +
            `${Math.floor(maxBytes / mebibyte)} MiB.`
        : 'Its deflated data set cannot be inflated.',
      { cause: dataset.cause },
    );
  }
  return dataset.bytes;
}

/** Steps over data elements without reading their values (PS3.5 section 7). */
class ElementWalker {
  constructor(
    private readonly bytes: Buffer,
    private readonly encoding: Encoding,
  ) {}

  readTopLevel(start: number, untilPixelData: boolean): ElementLocation[] {
    const elements: ElementLocation[] = [];
    let position = start;
    while (position < this.bytes.length && !this.isPadding(position)) {
      const element = this.readElement(position, 0);
      elements.push(element);
      if (untilPixelData && element.tag === pixelData) {
        break;
      }
      position = this.endOf(element);
    }
    return elements;
  }

  readElement(start: number, depth: number, encoding: Encoding = this.encoding): ElementLocation {
    const tag = this.readTag(start, encoding);
    const { vr, length, offset } = this.readLength(start, tag, encoding);
    if (length !== undefinedLength) {
      if (offset + length > this.bytes.length) {
        throw new TruncatedDicom(
          `It is cut short: element ${printTag(tag)} wants ${length} bytes, ` +
            `${Math.max(0, this.bytes.length - offset)} are there.`,
        );
      }
      return { tag, vr, start, offset, length };
    }
    if (tag === pixelData) {
      return this.readEncapsulated({ tag, vr, start, offset, length });
    }
    if (vr !== '' && vr !== 'SQ' && vr !== 'UN') {
      throw new MalformedDicom(`Its element ${printTag(tag)} of type ${vr} has no length.`);
    }
    // A sequence stored as UN of undefined length is in implicit little endian (PS3.5 6.2.2 note 2).
    const inner = vr === 'UN' ? { explicit: false, littleEndian: true } : encoding;
    const end = this.skipSequence(offset, depth + 1, inner, tag);
    return { tag, vr, start, offset, length: end - offset };
  }

  private endOf(element: ElementLocation): number {
    return element.offset + element.length;
  }

  /** True for fewer than 4096 zero bytes up to the end: some writers pad the file to a block. */
  private isPadding(position: number): boolean {
    const rest = this.bytes.subarray(position);
    return rest.length < 4096 && rest.every((byte) => byte === 0);
  }

  private readTag(position: number, { littleEndian }: Encoding): string {
    this.need(position, 4);
    const [group, element] = littleEndian
      ? [this.bytes.readUInt16LE(position), this.bytes.readUInt16LE(position + 2)]
      : [this.bytes.readUInt16BE(position), this.bytes.readUInt16BE(position + 2)];
    return hex4(group) + hex4(element);
  }

  private readLength(
    start: number,
    tag: string,
    { explicit, littleEndian }: Encoding,
  ): { vr: string; length: number; offset: number } {
    this.need(start, 8);
    const uint32 = (position: number): number =>
      littleEndian ? this.bytes.readUInt32LE(position) : this.bytes.readUInt32BE(position);
    if (!explicit) {
      return { vr: '', length: uint32(start + 4), offset: start + 8 };
    }
    const vr = this.bytes.toString('latin1', start + 4, start + 6);
    if (!/^[A-Z]{2}$/.test(vr)) {
      throw new MalformedDicom(`Its element ${printTag(tag)} has no value representation.`);
    }
    if (longLengthVrs.has(vr)) {
      this.need(start, 12);
      return { vr, length: uint32(start + 8), offset: start + 12 };
    }
    const length = littleEndian
      ? this.bytes.readUInt16LE(start + 6)
      : this.bytes.readUInt16BE(start + 6);
    return { vr, length, offset: start + 8 };
  }

  private readItemHeader(position: number, encoding: Encoding): { tag: string; length: number } {
    this.need(position, 8);
    const tag = this.readTag(position, encoding);
    const length = encoding.littleEndian
      ? this.bytes.readUInt32LE(position + 4)
      : this.bytes.readUInt32BE(position + 4);
    return { tag, length };
  }

  /** Returns the offset after the Sequence Delimitation Item. */
  private skipSequence(start: number, depth: number, encoding: Encoding, owner: string): number {
    if (depth > maxNesting) {
      throw new MalformedDicom(`Its element ${printTag(owner)} nests sequences too deeply.`);
    }
    let position = start;
    for (;;) {
      const { tag, length } = this.readItemHeader(position, encoding);
      position += 8;
      if (tag === sequenceDelimiter) {
        return position;
      }
      if (tag !== item) {
        throw new MalformedDicom(
          `Its sequence ${printTag(owner)} holds something that is no item.`,
        );
      }
      if (length !== undefinedLength) {
        position += length;
        this.need(position, 0);
        continue;
      }
      while (this.readTag(position, encoding) !== itemDelimiter) {
        position = this.endOf(this.readElement(position, depth, encoding));
      }
      position += 8;
    }
  }

  private readEncapsulated(element: ElementLocation): ElementLocation {
    const items: ByteRange[] = [];
    let position = element.offset;
    // A stream that ends exactly after a fragment has lost only its delimiter.
    while (position !== this.bytes.length) {
      const { tag, length } = this.readItemHeader(position, this.encoding);
      position += 8;
      if (tag === sequenceDelimiter) {
        break;
      }
      if (tag !== item) {
        throw new MalformedDicom(
          'Its encapsulated Pixel Data holds something that is no fragment.',
        );
      }
      this.need(position, length);
      items.push({ offset: position, length });
      position += length;
    }
    if (items.length === 0) {
      throw new MalformedDicom('Its encapsulated Pixel Data has no Basic Offset Table item.');
    }
    return { ...element, length: position - element.offset, items };
  }

  private need(position: number, count: number): void {
    if (position + count > this.bytes.length) {
      throw new TruncatedDicom('It is cut short: the file ends inside an element.');
    }
  }
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** Formats '7FE00010' as (7FE0,0010). */
export function printTag(tag: string): string {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}
