import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeInstance } from '@echonet/dicom/testing';
import { isNative, TransferSyntax } from '@echonet/dicom';
import { MalformedDicom, readLayout } from '@echonet/dicom/node';
import { describeInstance } from './instance';

const { ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian } = TransferSyntax;

/** A private sequence of undefined length, nested as deeply as asked. */
function nestedSequence(depth: number): Buffer {
  const open = Buffer.from('08004011' + '53510000ffffffff' + 'feff00e0ffffffff', 'hex');
  const close = Buffer.from('feff0de000000000' + 'feffdde000000000', 'hex');
  return Buffer.concat([...Array<Buffer>(depth).fill(open), ...Array<Buffer>(depth).fill(close)]);
}

describe('readLayout', () => {
  it.each(Object.entries(TransferSyntax).filter(([, uid]) => isNative(uid)))(
    'finds the pixels in %s',
    (_name, transferSyntaxUID) => {
      const layout = readLayout(makeInstance({ transferSyntaxUID }));
      const pixels = layout.elements.find(({ tag }) => tag === '7FE00010');
      expect(layout.transferSyntaxUID).toBe(transferSyntaxUID);
      expect(pixels?.length).toBe(24);
      expect(layout.bytes[pixels?.offset ?? 0]).toBe(1);
    },
  );

  it('lists the items of encapsulated pixels, offset table first', () => {
    const layout = readLayout(
      makeInstance({
        transferSyntaxUID: '1.2.840.10008.1.2.4.50',
        pixels: [Buffer.alloc(0), Buffer.alloc(6), Buffer.alloc(4)],
      }),
    );
    expect(layout.elements.at(-1)?.items?.map(({ length }) => length)).toEqual([0, 6, 4]);
  });

  it('steps over sequences of undefined length, in items of undefined length', () => {
    const file = Buffer.concat([makeInstance(), nestedSequence(3)]);
    expect(readLayout(file).elements.at(-1)?.tag).toBe('00081140');
  });

  it('takes zero bytes after the last element for padding', () => {
    const file = Buffer.concat([makeInstance(), Buffer.alloc(1000)]);
    expect(readLayout(file).elements.at(-1)?.tag).toBe('7FE00010');
  });

  it('refuses sequences nested beyond reason instead of running out of stack', () => {
    const file = Buffer.concat([makeInstance(), nestedSequence(20_000)]);
    expect(() => readLayout(file)).toThrow(/nests sequences too deeply/);
  });

  it('refuses a file that was cut anywhere', () => {
    const file = makeInstance();
    for (let length = 0; length < file.length - 25; length++) {
      // A cut exactly between two elements leaves a smaller file that is whole in itself.
      try {
        expect(readLayout(file.subarray(0, length)).elements.at(-1)?.tag).not.toBe('7FE00010');
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedDicom);
      }
    }
    for (let length = file.length - 24; length < file.length; length++) {
      expect(() => readLayout(file.subarray(0, length))).toThrow(/cut short/);
    }
  });

  it.each([
    ['an empty file', Buffer.alloc(0), /DICM prefix/],
    ['a text', Buffer.from('no DICOM '.repeat(40)), /DICM prefix/],
    [
      'a file without transfer syntax',
      Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]),
      /Transfer Syntax/,
    ],
    [
      'a damaged deflated data set',
      Buffer.concat([
        makeInstance({ transferSyntaxUID: DeflatedExplicitVRLittleEndian }).subarray(0, 190),
        Buffer.alloc(200, 0xff),
      ]),
      /cannot be inflated/,
    ],
    [
      'an element without value representation',
      Buffer.concat([makeInstance(), Buffer.from('080020000000', 'hex'), Buffer.alloc(8, 9)]),
      /no value representation/,
    ],
  ])('refuses %s with a sentence', (_name, file, sentence) => {
    expect(() => readLayout(file)).toThrow(MalformedDicom);
    expect(() => readLayout(file)).toThrow(sentence);
  });
});

describe('describeInstance', () => {
  it('never throws anything but MalformedDicom, whatever bytes are changed', () => {
    const files = [
      makeInstance(),
      makeInstance({ transferSyntaxUID: ImplicitVRLittleEndian }),
      Buffer.concat([makeInstance({ without: ['7FE00010'] }), nestedSequence(2)]),
      makeInstance({
        transferSyntaxUID: '1.2.840.10008.1.2.4.50',
        pixels: [Buffer.alloc(12), Buffer.alloc(6), Buffer.alloc(4), Buffer.alloc(2)],
      }),
    ];
    const change = fc.record({
      file: fc.constantFrom(...files),
      changes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
        minLength: 1,
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(change, ({ file, changes }) => {
        const damaged = Buffer.from(file);
        for (const [where, byte] of changes) {
          damaged[Math.floor(where * file.length)] = byte;
        }
        try {
          describeInstance(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedDicom);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses an identifier that would leave the archive folder', () => {
    const file = makeInstance({ StudyInstanceUID: '../../etc' });
    expect(() => describeInstance(file)).toThrow('Its StudyInstanceUID is no valid identifier');
  });

  it('reads texts in several character sets rather than refusing the file', () => {
    const file = makeInstance({
      more: [['00080005', 'CS', 'ISO 2022 IR 13\\ISO 2022 IR 87']],
    });
    expect(describeInstance(file).SOPInstanceUID).toBe('1.2.3.4.5');
  });

  it('reads a file without File Meta Information Group Length', () => {
    const file = makeInstance();
    const without = Buffer.concat([file.subarray(0, 132), file.subarray(132 + 12)]);
    expect(describeInstance(without).metadata).toEqual(describeInstance(file).metadata);
  });

  it('gives the same attributes in every native encoding', () => {
    const [first, ...others] = Object.values(TransferSyntax)
      .filter(isNative)
      .map((transferSyntaxUID) => describeInstance(makeInstance({ transferSyntaxUID })).metadata);
    const plain = (metadata: typeof first): unknown => ({ ...metadata, '7FE00010': undefined });
    for (const other of others) {
      expect(plain(other)).toEqual(plain(first));
    }
  });

  it('keeps long binary values out of the metadata', () => {
    const value = Buffer.alloc(5000, 7);
    const file = makeInstance({
      more: [
        ['00091010', 'OB', value],
        ['00091011', 'OB', Buffer.from([1, 2])],
      ],
    });
    const { metadata } = describeInstance(file);
    expect(metadata['00091010']).toEqual({ vr: 'OB', BulkDataURI: 'bulkdata/00091010' });
    expect(metadata['00091011']).toEqual({ vr: 'OB', InlineBinary: 'AQI=' });
  });
});
