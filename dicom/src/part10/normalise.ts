import { textDecoder, type DecodeText } from '../values/character-set';
import {
  longLengthVrs,
  printTag,
  type ByteRange,
  type ElementLocation,
  type Encoding,
} from './element-walker';
import { vrOfTag } from './vr-of-tag';

/** A data set in the encoding of the source, in UTF-8 and with closed items. */
export interface NormalisedDataset {
  /** Its bytes, one after the other. */
  readonly parts: readonly Uint8Array[];
  /** Full sentences. */
  readonly notes: readonly string[];
}

export const specificCharacterSetTag = '00080005';
const numberOfFramesTag = '00280008';
const pixelDataTag = '7FE00010';
const utf8 = 'ISO_IR 192';

/** Value representations in Specific Character Set (PS3.5 6.1.2.3). */
const textVrs = new Set(['SH', 'LO', 'ST', 'LT', 'PN', 'UC', 'UT']);

/** PS3.5 table 6.2-1. */
const standardVrs = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(
    ' ',
  ),
);

/** Bytes of one number of the binary VRs (PS3.5 6.2). */
const bytesPerNumber: Readonly<Partial<Record<string, number>>> = {
  ...{ US: 2, SS: 2, UL: 4, SL: 4, AT: 4, FL: 4, FD: 8, UV: 8, SV: 8 },
};

/** VRs of numbers as text (PS3.5 table 6.2-1). */
const numberTextVrs = new Set(['DS', 'IS']);

/** A decimal point, as opposed to a comma; exponents and fractions also where an integer is asked for. */
const numberText = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Longest value of a VR with a length of 16 bits. */
const longestShortValue = 0xfffe;

/**
 * Rewrites a data set so that dcmjs reads it: dcmjs knows no code extensions of character sets, reads
 * items as Latin-1 unless they name their own, and takes lengths and delimiters as they are written.
 * Every item of the result names UTF-8.
 *
 * @param bytes that the elements lie in
 * @param elements top-level elements in the order of their tags
 */
export function normaliseDataset(
  bytes: Buffer,
  elements: readonly ElementLocation[],
  encoding: Encoding,
): NormalisedDataset {
  const notes = new Set<string>();
  const frameCount = frameCountOf(bytes, elements);
  const parts = new Writer(bytes, encoding, notes, frameCount).elements(elements, decodeAscii);
  return { parts, notes: [...notes] };
}

const decodeAscii = textDecoder([])!;

class Writer {
  constructor(
    private readonly bytes: Buffer,
    private readonly encoding: Encoding,
    private readonly notes: Set<string>,
    private readonly frameCount: number,
  ) {}

  elements(elements: readonly ElementLocation[], outer: DecodeText): Uint8Array[] {
    const own = elements.find(({ tag }) => tag === specificCharacterSetTag);
    const decode = own ? this.decoderOf(own) : outer;
    const others = elements.filter(({ tag }) => tag !== specificCharacterSetTag);
    const at = others.findIndex(({ tag }) => tag > specificCharacterSetTag);
    const before = at < 0 ? others : others.slice(0, at);
    const after = at < 0 ? [] : others.slice(at);
    const write = (element: ElementLocation) => this.element(element, decode);
    return [
      ...before.flatMap(write),
      ...this.value(specificCharacterSetTag, 'CS', Buffer.from(utf8, 'latin1')),
      ...after.flatMap(write),
    ];
  }

  private decoderOf({ offset, length }: ElementLocation): DecodeText {
    const written = this.bytes.toString('latin1', offset, offset + length).replace(/\0+$/, '');
    const decode = textDecoder(written.trim() === '' ? [] : written.split('\\'));
    if (!decode) {
      this.notes.add(`Its Specific Character Set "${written.trim()}" is not known.`);
    }
    return decode ?? decodeAscii;
  }

  private element(element: ElementLocation, decode: DecodeText): Uint8Array[] {
    const { tag, start, offset, length, sequence, items } = element;
    const end = offset + length;
    if (items && tag === pixelDataTag) {
      return this.encapsulated(start, end, items);
    }
    // Items of a sequence as UN are in another encoding (PS3.5 6.2.2 note 2).
    if (sequence && element.vr !== 'UN') {
      return this.sequence(tag, sequence, decode);
    }
    const vr = this.vrOf(element);
    const knownVr = vr || vrOfTag(tag) || '';
    const value = this.bytes.subarray(offset, end);
    const rest = length % (bytesPerNumber[knownVr] ?? 1);
    if (rest > 0) {
      this.notes.add(`Its element ${printTag(tag)} of type ${knownVr} ends within a number.`);
      return rest === length ? [] : this.value(tag, vr, this.bytes.subarray(offset, end - rest));
    }
    if (textVrs.has(knownVr) && !isPlainAscii(value)) {
      const text = Buffer.from(decode(value, knownVr), 'utf8');
      return this.value(tag, vr, text.length % 2 === 0 ? text : Buffer.concat([text, space]));
    }
    if (numberTextVrs.has(knownVr)) {
      const numbers = this.numbers(tag, knownVr, value);
      if (numbers !== undefined) {
        return this.value(tag, vr, numbers);
      }
    }
    return vr === element.vr ? [this.bytes.subarray(start, end)] : this.value(tag, vr, value);
  }

  /**
   * Numbers in text, without what is no number: dcmjs drops characters that numbers do not have, which makes
   * 33,3 ms of 333.
   *
   * @returns undefined where all are numbers
   */
  private numbers(tag: string, vr: string, value: Uint8Array): Uint8Array | undefined {
    const texts = Buffer.from(value)
      .toString('latin1')
      .split('\\')
      .map((text) => text.replaceAll('\0', '').trim());
    const wrong = texts.find((text) => text !== '' && !numberText.test(text));
    if (wrong === undefined) {
      return undefined;
    }
    this.notes.add(
      `Its element ${printTag(tag)} of type ${vr} has "${wrong.slice(0, 40)}", which is no number.`,
    );
    const kept = texts.map((text) => (numberText.test(text) ? text : '')).join('\\');
    return Buffer.from(kept.length % 2 === 0 ? kept : `${kept} `, 'latin1');
  }

  /** Without an offset table that is damaged: dcmjs would cut frames where it points. */
  private encapsulated(start: number, end: number, items: readonly ByteRange[]): Uint8Array[] {
    const [table] = items;
    if (table.length === 0 || this.pointsAtFrames(items)) {
      return [this.bytes.subarray(start, end)];
    }
    this.notes.add('Its Basic Offset Table does not point at its frames.');
    return [
      this.bytes.subarray(start, table.offset - 4),
      Buffer.alloc(4),
      this.bytes.subarray(table.offset + table.length, end),
    ];
  }

  /** One entry for each frame, in order, at the beginnings of fragments (PS3.5 A.4). */
  private pointsAtFrames([table, ...fragments]: readonly ByteRange[]): boolean {
    if (table.length !== 4 * this.frameCount) {
      return false;
    }
    const starts = new Set(fragments.map(({ offset }) => offset - fragments[0].offset));
    let last = -1;
    for (let at = table.offset; at < table.offset + table.length; at += 4) {
      const entry = this.bytes.readUInt32LE(at);
      if (!starts.has(entry) || entry <= last) {
        return false;
      }
      last = entry;
    }
    return true;
  }

  /**
   * The VR of PS3.6 in place of one that PS3.5 does not know: dcmjs would take the length of that to have 32
   * bits.
   */
  private vrOf({ tag, vr }: ElementLocation): string {
    if (vr === '' || standardVrs.has(vr)) {
      return vr;
    }
    this.notes.add(`Its element ${printTag(tag)} has the unknown type "${vr}".`);
    const listed = vrOfTag(tag) ?? '';
    return standardVrs.has(listed) && listed !== 'SQ' ? listed : 'UN';
  }

  private value(tag: string, vr: string, value: Uint8Array): Uint8Array[] {
    const isLong = longLengthVrs.has(vr) || value.length > longestShortValue;
    const header = this.header(tag, isLong && !longLengthVrs.has(vr) ? 'UT' : vr, value.length);
    return [header, value];
  }

  /** With delimiters instead of lengths, since text changes in length. */
  private sequence(
    tag: string,
    items: readonly (readonly ElementLocation[])[],
    decode: DecodeText,
  ): Uint8Array[] {
    return [
      this.header(tag, 'SQ', 0xffffffff),
      ...items.flatMap((elements) => [
        this.delimiter(0xe000, 0xffffffff),
        ...this.elements(elements, decode),
        this.delimiter(0xe00d, 0),
      ]),
      this.delimiter(0xe0dd, 0),
    ];
  }

  private header(tag: string, vr: string, length: number): Buffer {
    const { explicit } = this.encoding;
    const isLong = explicit && longLengthVrs.has(vr);
    const header = Buffer.alloc(isLong ? 12 : 8);
    this.uint16(header, parseInt(tag.slice(0, 4), 16), 0);
    this.uint16(header, parseInt(tag.slice(4), 16), 2);
    if (!explicit) {
      this.uint32(header, length, 4);
      return header;
    }
    header.write(vr, 4, 'latin1');
    if (isLong) {
      this.uint32(header, length, 8);
    } else {
      this.uint16(header, length, 6);
    }
    return header;
  }

  private delimiter(element: number, length: number): Buffer {
    const header = Buffer.alloc(8);
    this.uint16(header, 0xfffe, 0);
    this.uint16(header, element, 2);
    this.uint32(header, length, 4);
    return header;
  }

  private uint16(target: Buffer, value: number, at: number): void {
    if (this.encoding.littleEndian) {
      target.writeUInt16LE(value, at);
    } else {
      target.writeUInt16BE(value, at);
    }
  }

  private uint32(target: Buffer, value: number, at: number): void {
    if (this.encoding.littleEndian) {
      target.writeUInt32LE(value, at);
    } else {
      target.writeUInt32BE(value, at);
    }
  }
}

function frameCountOf(bytes: Buffer, elements: readonly ElementLocation[]): number {
  const element = elements.find(({ tag }) => tag === numberOfFramesTag);
  const text = element && bytes.toString('latin1', element.offset, element.offset + element.length);
  return text === undefined || text.trim() === '' ? 1 : Number.parseInt(text, 10);
}

const space = Buffer.from(' ');

/** Neither escape sequences nor bytes beyond ASCII. */
function isPlainAscii(value: Uint8Array): boolean {
  return value.every((byte) => byte < 0x80 && byte !== 0x1b);
}
