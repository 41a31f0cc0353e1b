import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNative, TransferSyntax } from '@echonet/dicom';
import { MalformedDicom } from '@echonet/dicom/node';
import { makeInstance, nestedSequence } from '@echonet/dicom/testing';
import { describeInstance } from './instance';

const { ImplicitVRLittleEndian } = TransferSyntax;

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
