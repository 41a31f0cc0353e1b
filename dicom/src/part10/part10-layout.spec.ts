import { describe, expect, it } from '@jest/globals';
import { makeInstance } from '../testing';
import { nestedSequence } from '../testing/dicom-fixture';
import { isNative, TransferSyntax } from '../uid/transfer-syntax';
import { MalformedDicom } from './element-walker';
import { readLayout } from './part10-layout';

const { DeflatedExplicitVRLittleEndian } = TransferSyntax;

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
