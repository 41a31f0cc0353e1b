import { describe, expect, it } from '@jest/globals';
import { encodeElement, makeInstance, type FixtureElement } from '../testing/dicom-fixture';
import { isNative, TransferSyntax } from '../uid/transfer-syntax';
import { readDataset, readHeader } from './header';
import { readLayout } from './part10-layout';

const japanese = Buffer.from('1b24423b3345441b28425e1b244242404f3a1b2842', 'hex');
const explicit = TransferSyntax.ExplicitVRLittleEndian;

const element = (...parts: FixtureElement) => encodeElement(parts, explicit);
const delimiter = (kind: 'item' | 'item end' | 'sequence end', length = 0) => {
  const bytes = Buffer.from(
    { item: 'feff00e0', 'item end': 'feff0de0', 'sequence end': 'feffdde0' }[kind],
    'hex',
  );
  const value = Buffer.alloc(4);
  value.writeUInt32LE(length);
  return Buffer.concat([bytes, value]);
};
const undefinedLength = 0xffffffff;

function read(file: Buffer) {
  const { attributes, notes } = readHeader(readLayout(file));
  return { attributes, notes };
}

describe('numbers in text', () => {
  it.each<[string, FixtureElement]>([
    ['a decimal comma', ['00181063', 'DS', '33,3']],
    ['hexadecimal digits', ['00181063', 'DS', '0x37']],
    ['a unit', ['00280008', 'IS', '20 frames ']],
    ['infinity', ['00181063', 'DS', '-inf']],
  ])('are left out where they are none, with %s, and named', (_, written) => {
    for (const transferSyntaxUID of [explicit, TransferSyntax.ImplicitVRLittleEndian]) {
      const { attributes, notes } = read(makeInstance({ transferSyntaxUID, more: [written] }));
      expect(attributes[written[0]].Value).toEqual([null]);
      expect(notes).toEqual([
        expect.stringMatching(/of type (DS|IS) has ".+", which is no number\.$/),
      ]);
    }
  });

  it.each<[string, number[]]>([
    ['33.3', [33.3]],
    [' +5e1\0', [50]],
    ['0\\.5\\-3.', [0, 0.5, -3]],
  ])('are read as %j', (written, values) => {
    const { attributes, notes } = read(makeInstance({ more: [['00181065', 'DS', written]] }));
    expect(attributes['00181065'].Value).toEqual(values);
    expect(notes).toEqual([]);
  });

  it('keep their places where one of several is none', () => {
    const { attributes } = read(makeInstance({ more: [['00181065', 'DS', '0\\33,3\\34']] }));
    const [first, wrong, last] = attributes['00181065'].Value as unknown[];
    expect([first, last]).toEqual([0, 34]);
    expect(Number.isFinite(wrong)).toBe(false);
  });
});

describe('a header with code extensions', () => {
  it.each(Object.entries(TransferSyntax).filter(([, uid]) => isNative(uid)))(
    'is read as UTF-8 in %s',
    (_, transferSyntaxUID) => {
      const { attributes, notes } = read(
        makeInstance({
          transferSyntaxUID,
          more: [
            ['00080005', 'CS', '\\ISO 2022 IR 87'],
            ['00081030', 'LO', japanese],
          ],
        }),
      );
      expect(attributes['00080005'].Value).toEqual(['ISO_IR 192']);
      expect(attributes['00081030'].Value).toEqual(['山田^太郎']);
      expect(notes).toEqual([]);
    },
  );

  it('is read in items, which may have a character set of their own', () => {
    const item = (...elements: Buffer[]) => {
      const content = Buffer.concat(elements);
      return Buffer.concat([delimiter('item', content.length), content]);
    };
    const latin2 = element('00080104', 'LO', Buffer.from('a3f364bc', 'hex'));
    const { attributes } = read(
      makeInstance({
        more: [
          ['00080005', 'CS', 'ISO_IR 100'],
          [
            '00081140',
            'SQ',
            Buffer.concat([
              item(element('00080005', 'CS', 'ISO_IR 101'), latin2),
              item(element('00080104', 'LO', Buffer.from('c4', 'hex'))),
            ]),
          ],
        ],
      }),
    );
    const items = attributes['00081140'].Value as Record<string, { Value: unknown[] }>[];
    expect(items.map((each) => each['00080104'].Value)).toEqual([['Łódź'], ['Ä']]);
  });

  it('says that a character set is unknown, and reads the rest', () => {
    const { attributes, notes } = read(makeInstance({ more: [['00080005', 'CS', 'ISO_IR 999']] }));
    expect(notes).toEqual(['Its Specific Character Set "ISO_IR 999" is not known.']);
    expect(attributes['00100020'].Value).toEqual(['P1']);
  });

  it('keeps a text that grows beyond 16 bits of length', () => {
    const long = Buffer.alloc(60_000, 0xe4);
    const { attributes } = read(
      makeInstance({
        more: [
          ['00080005', 'CS', 'ISO_IR 100'],
          ['00204000', 'LT', long],
        ],
      }),
    );
    expect(attributes['00204000'].Value).toEqual(['ä'.repeat(60_000)]);
  });
});

describe('a header that others read though it deviates from the standard', () => {
  const inner = element('00081155', 'UI', '1.2.9\0');
  const sequence = (content: Buffer, length = content.length) =>
    Buffer.concat([
      Buffer.from('0800401153510000', 'hex'),
      delimiter('item', length).subarray(4),
      content,
    ]);
  const withSequence = (bytes: Buffer) => {
    const file = makeInstance({ more: [['00081140', 'SQ', Buffer.from('MARK')]] });
    const at = file.indexOf(Buffer.from('0800401153510000', 'hex'));
    return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at + 16)]);
  };
  const open = delimiter('item', undefinedLength);

  it.each([
    ['its length', sequence(Buffer.concat([open, inner]))],
    [
      'a sequence delimiter',
      sequence(Buffer.concat([open, inner, delimiter('sequence end')]), undefinedLength),
    ],
    [
      'the next item',
      sequence(
        Buffer.concat([open, inner, open, inner, delimiter('item end'), delimiter('sequence end')]),
        undefinedLength,
      ),
    ],
  ])('has an item that only %s closes', (_, bytes) => {
    const { attributes, notes } = read(withSequence(bytes));
    const [first] = attributes['00081140'].Value as Record<string, { Value: unknown[] }>[];
    expect(first['00081155'].Value).toEqual(['1.2.9']);
    expect(attributes['00280010'].Value).toEqual([2]);
    expect(notes).toEqual(['An item of its sequence (0008,1140) is not closed.']);
  });

  it('has a sequence delimiter too many at its end', () => {
    const { attributes, notes } = read(Buffer.concat([makeInstance(), delimiter('sequence end')]));
    expect(attributes['00280010'].Value).toEqual([2]);
    expect(notes).toEqual(['A sequence delimiter stands outside of its sequences.']);
  });

  it('has delimiters in items and sequences of defined length', () => {
    const item = Buffer.concat([inner, delimiter('item end')]);
    const bytes = Buffer.concat([delimiter('item', item.length), item, delimiter('sequence end')]);
    const { attributes, notes } = read(withSequence(sequence(bytes)));
    expect(attributes['00081140'].Value).toHaveLength(1);
    expect(notes).toHaveLength(2);
  });
});

function doubleLe(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

describe('a value representation that no standard knows', () => {
  const unknown = (...elements: Buffer[]) => {
    const content = Buffer.concat(elements);
    const item = Buffer.concat([delimiter('item', content.length), content]);
    return read(makeInstance({ more: [['00081140', 'SQ', item]] }));
  };

  it('is replaced by that of the attribute, in items too, and what follows is read', () => {
    const { attributes, notes } = read(
      makeInstance({
        more: [
          ['00080005', 'CS', 'ISO_IR 100'],
          ['00080104', 'ZZ', Buffer.from('c4', 'hex')],
          ['00282110', 'ZZ', '01'],
        ],
      }),
    );
    expect(attributes['00080104'].Value).toEqual(['Ä']);
    expect(attributes['00282110'].Value).toEqual(['01']);
    expect(notes).toEqual([
      'Its element (0008,0104) has the unknown type "ZZ".',
      'Its element (0028,2110) has the unknown type "ZZ".',
    ]);
    const inItem = unknown(element('00080104', 'ZZ', 'Echo'), element('00081155', 'UI', '1.2.9\0'));
    const [item] = inItem.attributes['00081140'].Value as Record<string, { Value: unknown[] }>[];
    expect(item['00080104'].Value).toEqual(['Echo']);
    expect(item['00081155'].Value).toEqual(['1.2.9']);
    expect(inItem.attributes['00280010'].Value).toEqual([2]);
  });

  it('leaves the bytes of a private element, and no number that is cut', () => {
    const { attributes, notes } = read(
      makeInstance({
        more: [
          ['00091010', 'ZY', Buffer.from([1, 2])],
          ['0018602C', 'ZZ', Buffer.alloc(6, 1)],
        ],
      }),
    );
    expect(attributes['00091010'].vr).toBe('UN');
    expect(attributes['0018602C']).toBeUndefined();
    expect(attributes['00280010'].Value).toEqual([2]);
    expect(notes).toHaveLength(3);
  });
});

describe('a data set that cannot be read', () => {
  it('is refused in words for the user, not in those of the parser', () => {
    const file = makeInstance({
      transferSyntaxUID: TransferSyntax.JPEGBaseline8Bit,
      pixels: [Buffer.alloc(0), Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    });
    const pixelData = file.indexOf(Buffer.from('e07f10004f42', 'hex'));
    file.write('UN', pixelData + 4, 'latin1');
    expect(() => readDataset(readLayout(file))).toThrow(
      /^Its header cannot be read: an element or a sequence is damaged\.$/,
    );
  });
});

describe('a binary number that is cut', () => {
  it.each([
    ['0018602C', 'FD', Buffer.concat([doubleLe(0.5), Buffer.alloc(4)]), [0.5]],
    ['0018602C', 'FD', Buffer.from('NaN '), []],
  ] as const)('leaves the whole ones of (%s)', (tag, vr, value, expected) => {
    const { attributes, notes } = readHeader(
      readLayout(makeInstance({ more: [[tag, vr, Buffer.from(value)]] })),
    );
    expect(attributes[tag]?.Value ?? []).toEqual(expected);
    expect(notes).toEqual([expect.stringMatching(/ends within a number\.$/)]);
  });
});

describe('a claim inside of a sequence', () => {
  const claim = Buffer.from('09001010' + '554e0000' + '00d0ee4f', 'hex');
  const item = Buffer.concat([delimiter('item', 24), claim, Buffer.alloc(12)]);

  it.each([1, 3, 10])('is refused at depth %i before anything is read', (depth) => {
    let value = item;
    for (let i = 1; i < depth; i++) {
      const nested = element('00081140', 'SQ', value);
      value = Buffer.concat([delimiter('item', nested.length), nested]);
    }
    expect(() => readLayout(makeInstance({ more: [['00081140', 'SQ', value]] }))).toThrow(
      /element \(0009,1010\) wants 1341050880 bytes, 12 are there/,
    );
  });

  it('is refused for an item and for deep nesting of defined lengths', () => {
    const beyond = Buffer.concat([delimiter('item', 5000), Buffer.alloc(8)]);
    expect(() => readLayout(makeInstance({ more: [['00081140', 'SQ', beyond]] }))).toThrow(
      /an item of \(0008,1140\) wants 5000 bytes, 8 are there/,
    );
    let value = Buffer.alloc(0);
    for (let i = 0; i < 100; i++) {
      const nested = element('00081140', 'SQ', value);
      value = Buffer.concat([delimiter('item', nested.length), nested]);
    }
    expect(() => readLayout(makeInstance({ more: [['00081140', 'SQ', value]] }))).toThrow(
      /nests sequences too deeply/,
    );
  });

  it('is refused for more elements than any header has', () => {
    const tiny = element('00081155', 'UI', Buffer.alloc(0));
    const many = Buffer.concat([makeInstance(), ...Array<Buffer>(200_001).fill(tiny)]);
    expect(() => readLayout(many)).toThrow(/more than 200000 elements/);
  });
});
