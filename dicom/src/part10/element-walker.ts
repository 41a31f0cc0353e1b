import { vrOfTag } from './vr-of-tag';

/** A byte range of a data set: from `offset`, `length` bytes. */
export interface ByteRange {
  offset: number;
  length: number;
}

/** Where the value of one data element lies. */
export interface ElementLocation extends ByteRange {
  /** Group and element, eight upper-case hexadecimal digits. */
  tag: string;
  /** Value representation; empty where the transfer syntax is implicit. */
  vr: string;
  /** Offset of the element's first byte, the tag's. */
  start: number;
  /** The items of an encapsulated value: the Basic Offset Table first, then the fragments. */
  items?: ByteRange[];
  sequence?: ElementLocation[][];
}

/** The bytes are no DICOM Part 10 file, or a damaged one. The message is a full sentence. */
export class MalformedDicom extends Error {
  override readonly name: string = 'MalformedDicom';
}

/** The file ends before an element of it does. */
export class TruncatedDicom extends MalformedDicom {
  override readonly name = 'TruncatedDicom';
}

export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

const undefinedLength = 0xffffffff;
const item = 'FFFEE000';
const itemDelimiter = 'FFFEE00D';
const sequenceDelimiter = 'FFFEE0DD';
const pixelData = '7FE00010';

/** Value representations with a length of 32 bits (PS3.5 table 7.1-1). */
export const longLengthVrs: ReadonlySet<string> = new Set(
  'OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '),
);

/** Deeper nesting than any report has; bounds the recursion. */
const maxNesting = 64;

/** More than the largest report or multi-frame header has; bounds time and memory. */
const maxElements = 200_000;

/**
 * Steps over data elements at any depth without reading their values (PS3.5 section 7). Every length
 * is checked against what encloses it; nothing that a length claims is allocated.
 */
export class ElementWalker {
  private count = 0;
  private readonly odd = new Set<string>();

  constructor(
    private readonly bytes: Buffer,
    private readonly encoding: Encoding,
  ) {}

  /** What deviates from the standard and was tolerated; full sentences. */
  get notes(): string[] {
    return [...this.odd];
  }

  readTopLevel(start: number, untilPixelData: boolean): ElementLocation[] {
    const elements: ElementLocation[] = [];
    let position = start;
    let hasPixels = false;
    while (position < this.bytes.length && !this.isPadding(position)) {
      if (hasPixels && position + 8 > this.bytes.length) {
        this.odd.add('Bytes that are no element follow its data set.');
        break;
      }
      if (this.isDelimiter(position)) {
        this.odd.add('A sequence delimiter stands outside of its sequences.');
        position += 8;
        continue;
      }
      const element = this.readElement(position, this.bytes.length, 0);
      elements.push(element);
      hasPixels ||= element.tag === pixelData;
      if (untilPixelData && hasPixels) {
        break;
      }
      position = endOf(element);
    }
    return elements;
  }

  /** @param end of what encloses the element */
  readElement(
    start: number,
    end: number,
    depth: number,
    encoding: Encoding = this.encoding,
  ): ElementLocation {
    this.count++;
    if (this.count > maxElements) {
      throw new MalformedDicom(`It has more than ${maxElements} elements.`);
    }
    const tag = this.readTag(start, end, encoding);
    const { vr, length, offset } = this.readLength(start, end, tag, encoding);
    const element = { tag, vr, start, offset, length };
    if (length !== undefinedLength) {
      if (offset + length > end) {
        throw new TruncatedDicom(
          `It is cut short: element ${printTag(tag)} wants ${length} bytes, ` +
            `${Math.max(0, end - offset)} are there.`,
        );
      }
      const isSequence = (vr || vrOfTag(tag)) === 'SQ';
      return isSequence
        ? { ...element, ...this.readSequence(offset, offset + length, depth + 1, encoding, tag) }
        : element;
    }
    if (tag === pixelData && depth === 0) {
      return this.readEncapsulated(element);
    }
    if (vr !== '' && vr !== 'SQ' && vr !== 'UN') {
      throw new MalformedDicom(`Its element ${printTag(tag)} of type ${vr} has no length.`);
    }
    // A sequence stored as UN of undefined length is in implicit little endian (PS3.5 6.2.2 note 2).
    const inner = vr === 'UN' ? { explicit: false, littleEndian: true } : encoding;
    return {
      ...element,
      ...this.readSequence(offset, undefined, depth + 1, inner, tag, end),
    };
  }

  /**
   * @param ownEnd end of a sequence of defined length; undefined where a delimiter ends it
   * @param end of what encloses the sequence
   */
  private readSequence(
    start: number,
    ownEnd: number | undefined,
    depth: number,
    encoding: Encoding,
    owner: string,
    end = ownEnd ?? this.bytes.length,
  ): { length: number; sequence: ElementLocation[][] } {
    if (depth > maxNesting) {
      throw new MalformedDicom(`Its element ${printTag(owner)} nests sequences too deeply.`);
    }
    const sequence: ElementLocation[][] = [];
    let position = start;
    while (position !== ownEnd) {
      const { tag, length } = this.readItemHeader(position, end, encoding);
      if (tag === sequenceDelimiter) {
        position += 8;
        if (ownEnd === undefined) {
          break;
        }
        this.odd.add(`Its sequence ${printTag(owner)} has a delimiter and a length.`);
        continue;
      }
      if (tag !== item) {
        throw new MalformedDicom(
          `Its sequence ${printTag(owner)} holds something that is no item.`,
        );
      }
      position += 8;
      this.count++;
      const read = this.readItem(position, length, end, depth, encoding, owner);
      sequence.push(read.elements);
      position = read.end;
    }
    return { length: position - start, sequence };
  }

  private readItem(
    start: number,
    length: number,
    end: number,
    depth: number,
    encoding: Encoding,
    owner: string,
  ): { elements: ElementLocation[]; end: number } {
    const isDelimited = length === undefinedLength;
    const itemEnd = isDelimited ? end : start + length;
    if (itemEnd > end) {
      throw new TruncatedDicom(
        `It is cut short: an item of ${printTag(owner)} wants ${length} bytes, ${end - start} are there.`,
      );
    }
    const elements: ElementLocation[] = [];
    let position = start;
    while (position < itemEnd || (isDelimited && position === this.bytes.length)) {
      const tag = this.readTag(position, itemEnd, encoding);
      if (tag === itemDelimiter) {
        position += 8;
        if (isDelimited) {
          return { elements, end: position };
        }
        this.odd.add(`An item of its sequence ${printTag(owner)} has a delimiter and a length.`);
        continue;
      }
      if (isDelimited && (tag === item || tag === sequenceDelimiter)) {
        break;
      }
      const element = this.readElement(position, itemEnd, depth, encoding);
      elements.push(element);
      position = endOf(element);
    }
    if (isDelimited) {
      this.odd.add(`An item of its sequence ${printTag(owner)} is not closed.`);
    }
    return { elements, end: position };
  }

  /** True for fewer than 4096 zero bytes up to the end: some writers pad the file to a block. */
  private isPadding(position: number): boolean {
    const rest = this.bytes.length - position;
    return rest < 4096 && this.bytes.subarray(position).every((byte) => byte === 0);
  }

  private isDelimiter(position: number): boolean {
    if (position + 8 > this.bytes.length) {
      return false;
    }
    const { tag, length } = this.readItemHeader(position, this.bytes.length, this.encoding);
    return (tag === itemDelimiter || tag === sequenceDelimiter) && length === 0;
  }

  private readTag(position: number, end: number, { littleEndian }: Encoding): string {
    need(position, 4, end);
    const [group, element] = littleEndian
      ? [this.bytes.readUInt16LE(position), this.bytes.readUInt16LE(position + 2)]
      : [this.bytes.readUInt16BE(position), this.bytes.readUInt16BE(position + 2)];
    return hex4(group) + hex4(element);
  }

  private readLength(
    start: number,
    end: number,
    tag: string,
    { explicit, littleEndian }: Encoding,
  ): { vr: string; length: number; offset: number } {
    need(start, 8, end);
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
      need(start, 12, end);
      return { vr, length: uint32(start + 8), offset: start + 12 };
    }
    const length = littleEndian
      ? this.bytes.readUInt16LE(start + 6)
      : this.bytes.readUInt16BE(start + 6);
    return { vr, length, offset: start + 8 };
  }

  private readItemHeader(
    position: number,
    end: number,
    encoding: Encoding,
  ): { tag: string; length: number } {
    need(position, 8, end);
    const tag = this.readTag(position, end, encoding);
    const length = encoding.littleEndian
      ? this.bytes.readUInt32LE(position + 4)
      : this.bytes.readUInt32BE(position + 4);
    return { tag, length };
  }

  private readEncapsulated(element: ElementLocation): ElementLocation {
    const items: ByteRange[] = [];
    const end = this.bytes.length;
    let position = element.offset;
    // A stream that ends exactly after a fragment has lost only its delimiter.
    while (position !== end) {
      const { tag, length } = this.readItemHeader(position, end, this.encoding);
      position += 8;
      if (tag === sequenceDelimiter) {
        break;
      }
      if (tag !== item) {
        throw new MalformedDicom(
          'Its encapsulated Pixel Data holds something that is no fragment.',
        );
      }
      need(position, length, end);
      items.push({ offset: position, length });
      position += length;
    }
    if (items.length === 0) {
      throw new MalformedDicom('Its encapsulated Pixel Data has no Basic Offset Table item.');
    }
    return { ...element, length: position - element.offset, items };
  }
}

function need(position: number, count: number, end: number): void {
  if (position + count > end) {
    throw new TruncatedDicom('It is cut short: the file ends inside an element.');
  }
}

function endOf({ offset, length }: ByteRange): number {
  return offset + length;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** Formats '7FE00010' as (7FE0,0010). */
export function printTag(tag: string): string {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}
