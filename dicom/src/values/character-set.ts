/**
 * Decodes text of every Specific Character Set (0008,0005) of PS3.3 C.12.1.1.2, with and without code
 * extensions (ISO/IEC 2022, PS3.5 6.1.2.5).
 */

/** A character set that is switched to. */
interface GraphicSet {
  /** G0 takes bytes below 0x80, G1 the others. */
  readonly plane: 'G0' | 'G1';
  readonly decode: (bytes: Uint8Array) => string;
}

/** Labels of the Encoding Standard (WHATWG), which holds the tables. */
const decoders = new Map<string, { decode(bytes: Uint8Array): string }>();

function decodeWith(label: string): (bytes: Uint8Array) => string {
  return (bytes) => {
    const decoder = decoders.get(label) ?? new TextDecoder(label);
    decoders.set(label, decoder);
    return decoder.decode(bytes);
  };
}

/** As an ISO 8859 part decodes all bytes; those below 0x80 are ASCII. */
const latin1 = decodeWith('windows-1252');

/** Shift_JIS has JIS X 0201 as its single bytes; byte 0x5C stays the delimiter. */
const jisX0201 = decodeWith('shift_jis');

/** JIS X 0208: EUC-JP has it with the high bits set. */
const jisX0208 = (bytes: Uint8Array) => decodeWith('euc-jp')(bytes.map((byte) => byte | 0x80));

/** JIS X 0212: EUC-JP has it with the high bits set, after 0x8F. */
function jisX0212(bytes: Uint8Array): string {
  const euc = [...bytes].flatMap((byte, index) =>
    index % 2 === 0 ? [0x8f, byte | 0x80] : [byte | 0x80],
  );
  return decodeWith('euc-jp')(Uint8Array.from(euc));
}

/** Single-byte sets by ISO registration number; Defined Terms 'ISO_IR n' and 'ISO 2022 IR n'. */
const singleByte = {
  '6': latin1,
  '13': jisX0201,
  '100': latin1,
  '101': decodeWith('iso-8859-2'),
  '109': decodeWith('iso-8859-3'),
  '110': decodeWith('iso-8859-4'),
  '126': decodeWith('iso-8859-7'),
  '127': decodeWith('iso-8859-6'),
  '138': decodeWith('iso-8859-8'),
  '144': decodeWith('iso-8859-5'),
  '148': decodeWith('windows-1254'),
  '166': decodeWith('windows-874'),
  '203': decodeWith('iso-8859-15'),
} as const;

const withoutExtensions = {
  'ISO_IR 192': decodeWith('utf-8'),
  GB18030: decodeWith('gb18030'),
  GBK: decodeWith('gbk'),
} as const;

/** Escape sequences after ESC (PS3.3 tables C.12-3 and C.12-4). */
const byEscape: Readonly<Record<string, GraphicSet>> = {
  '(B': { plane: 'G0', decode: latin1 },
  '(J': { plane: 'G0', decode: jisX0201 },
  ')I': { plane: 'G1', decode: jisX0201 },
  '-A': { plane: 'G1', decode: latin1 },
  '-B': { plane: 'G1', decode: singleByte['101'] },
  '-C': { plane: 'G1', decode: singleByte['109'] },
  '-D': { plane: 'G1', decode: singleByte['110'] },
  '-F': { plane: 'G1', decode: singleByte['126'] },
  '-G': { plane: 'G1', decode: singleByte['127'] },
  '-H': { plane: 'G1', decode: singleByte['138'] },
  '-L': { plane: 'G1', decode: singleByte['144'] },
  '-M': { plane: 'G1', decode: singleByte['148'] },
  '-T': { plane: 'G1', decode: singleByte['166'] },
  '-b': { plane: 'G1', decode: singleByte['203'] },
  $B: { plane: 'G0', decode: jisX0208 },
  '$(D': { plane: 'G0', decode: jisX0212 },
  '$)A': { plane: 'G1', decode: decodeWith('gbk') },
  '$)C': { plane: 'G1', decode: decodeWith('euc-kr') },
};

const doubleByteG0: readonly ((bytes: Uint8Array) => string)[] = [jisX0208, jisX0212];

/** Decodes one value, or several with the backslashes between them. */
export type DecodeText = (bytes: Uint8Array, vr: string) => string;

/**
 * @param terms values of Specific Character Set; empty where the attribute is absent
 * @returns undefined when the first term is unknown
 */
export function textDecoder(terms: readonly string[]): DecodeText | undefined {
  const [first = '', ...others] = terms.map((term) =>
    term.trim().replace(/^ISO[ _-]?IR[ _]/, 'ISO_IR '),
  );
  const whole = lookUp(withoutExtensions, first);
  if (whole) {
    return whole;
  }
  const isExtended = others.length > 0 || first.startsWith('ISO 2022');
  if (first === '' && !isExtended) {
    return decodeDefault;
  }
  const number = /^(?:ISO_IR|ISO 2022 IR) (\d+)$/.exec(first)?.[1] ?? (first === '' ? '6' : '');
  // A multi-byte set as first value begins with ASCII until its escape sequence.
  const initial =
    lookUp(singleByte, number) ?? (/^(58|87|149|159)$/.test(number) ? latin1 : undefined);
  if (!initial) {
    return undefined;
  }
  return isExtended ? (bytes, vr) => decodeExtended(bytes, vr, initial) : initial;
}

/** Without Specific Character Set text is ASCII; writers that violate this use UTF-8 or Latin-1. */
function decodeDefault(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

const escape = 0x1b;

function decodeExtended(
  bytes: Uint8Array,
  vr: string,
  initial: (bytes: Uint8Array) => string,
): string {
  const delimiters = delimitersOf(vr);
  let sets = { G0: initial, G1: initial };
  let text = '';
  let position = 0;
  while (position < bytes.length) {
    if (bytes[position] === escape) {
      const set = escapeAt(bytes, position + 1);
      position += 1 + set.length;
      sets = { ...sets, ...(set.found && { [set.found.plane]: set.found.decode }) };
      continue;
    }
    const plane = bytes[position] < 0x80 ? 'G0' : 'G1';
    const isDouble = plane === 'G0' && doubleByteG0.includes(sets.G0);
    let end = position;
    while (
      end < bytes.length &&
      bytes[end] !== escape &&
      bytes[end] < 0x80 === (plane === 'G0') &&
      (isDouble ? bytes[end] > 0x20 : !delimiters.has(bytes[end]))
    ) {
      end++;
    }
    text += sets[plane](bytes.subarray(position, end));
    if (end === position) {
      // A control character or delimiter: the initial sets are active again (PS3.5 6.1.2.5.3).
      text += String.fromCharCode(bytes[position]);
      end++;
      sets = { G0: initial, G1: initial };
    }
    position = end;
  }
  return text;
}

function escapeAt(
  bytes: Uint8Array,
  position: number,
): { readonly found?: GraphicSet; readonly length: number } {
  for (const length of [2, 3]) {
    const sequence = String.fromCharCode(...bytes.subarray(position, position + length));
    const found = lookUp(byEscape, sequence);
    if (found) {
      return { found, length };
    }
  }
  return { length: 0 };
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const controls = ['\t', '\n', '\f', '\r'];

function delimitersOf(vr: string): ReadonlySet<number> {
  const ofVr = vr === 'PN' ? ['\\', '^', '='] : ['SH', 'LO', 'UC'].includes(vr) ? ['\\'] : [];
  return new Set([...controls, ...ofVr].map((character) => character.charCodeAt(0)));
}
