import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ClipRefusal } from '@echonet/models/image';
import { clipName, readClipHeader } from './clip-header';

const plain = {
  SOPInstanceUID: '1.2.3',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
  Modality: 'US',
  Rows: 240,
  Columns: 320,
  NumberOfFrames: 30,
  SamplesPerPixel: 3,
  PhotometricInterpretation: 'RGB',
  BitsAllocated: 8,
  BitsStored: 8,
  PixelRepresentation: 0,
  FrameTime: 33.333,
  ImageType: ['DERIVED', 'PRIMARY', 'EPICARDIAL', '0001'],
};

const refusalOf = (instance: unknown): ClipRefusal => {
  try {
    readClipHeader(instance);
  } catch (error) {
    expect(error).toBeInstanceOf(ClipRefusal);
    return error as ClipRefusal;
  }
  throw new Error('The header was read.');
};

describe('readClipHeader', () => {
  it('reads numbers under their DICOM keywords', () => {
    expect(readClipHeader(plain)).toMatchObject({ ...plain, SequenceOfUltrasoundRegions: [] });
  });

  it('reads the same from text and from arrays of one', () => {
    const asText = {
      ...plain,
      Rows: ' 240',
      Columns: '320',
      NumberOfFrames: '30',
      FrameTime: '33.333',
    };
    const asArrays = { ...plain, Rows: [240], NumberOfFrames: ['30'], Modality: ['us'] };
    expect(readClipHeader(asText)).toEqual(readClipHeader(plain));
    expect(readClipHeader(asArrays)).toEqual(readClipHeader(plain));
  });

  it('reads Frame Time Vector from arrays, typed arrays and text with backslashes', () => {
    for (const FrameTimeVector of [
      [0, 33.3, '50'],
      '0\\33.3\\50',
      new Float64Array([0, 33.3, 50]),
    ]) {
      expect(readClipHeader({ ...plain, FrameTimeVector }).FrameTimeVector).toEqual([0, 33.3, 50]);
    }
  });

  it.each<[string, unknown, string[]]>([
    ['a number of dcmjs', 0x00181065, ['FrameTimeVector']],
    ['the digits of DICOM JSON', ['00181063'], ['FrameTime']],
    ['several', ['(0018,1063)', '00181065'], ['FrameTime', 'FrameTimeVector']],
    ['another attribute', 0x00540010, []],
    ['nothing', undefined, []],
  ])('reads Frame Increment Pointer from %s', (_, FrameIncrementPointer, keywords) => {
    expect(readClipHeader({ ...plain, FrameIncrementPointer }).FrameIncrementPointer).toEqual(
      keywords,
    );
  });

  it('reads when a clip was acquired', () => {
    const timeOf = (times: object) => readClipHeader({ ...plain, ...times }).acquiredAt;
    expect(timeOf({ AcquisitionTime: '103205.5' })).toBe('103205');
    expect(timeOf({ AcquisitionTime: '10:32:05' })).toBe('103205');
    expect(timeOf({ AcquisitionDateTime: '20261128091500.2', AcquisitionTime: '10' })).toBe(
      '091500',
    );
    expect(timeOf({ AcquisitionTime: '' })).toBeUndefined();
    expect(timeOf({ AcquisitionTime: 'noon' })).toBeUndefined();
  });

  it('reads a region sequence of a single item, and keeps corners outside the image', () => {
    const region = {
      RegionSpatialFormat: 1,
      RegionDataType: '1',
      RegionLocationMinX0: -3,
      RegionLocationMinY0: 31,
      RegionLocationMaxX1: 595,
    };
    const header = readClipHeader({ ...plain, SequenceOfUltrasoundRegions: region });
    expect(header.SequenceOfUltrasoundRegions).toEqual([
      { ...region, RegionDataType: 1, RegionLocationMaxY1: Number.NaN },
    ]);
  });

  it("finds the transfer syntax in the file meta information or the archive's response", () => {
    const uid = '1.2.840.10008.1.2.4.50';
    const holders = [
      { TransferSyntaxUID: uid },
      { AvailableTransferSyntaxUID: [uid] },
      { _meta: { TransferSyntaxUID: { Value: [uid] } } },
      { _meta: { TransferSyntaxUID: uid } },
    ];
    for (const holder of holders) {
      expect(readClipHeader({ ...plain, ...holder }).TransferSyntaxUID).toBe(uid);
    }
  });

  it('reads an absent Number of Frames as 1, and 0 as 0', () => {
    expect(readClipHeader({ ...plain, NumberOfFrames: undefined }).NumberOfFrames).toBe(1);
    expect(readClipHeader({ ...plain, NumberOfFrames: 0 }).NumberOfFrames).toBe(0);
  });

  it('names the clip and the attribute that is missing or out of range', () => {
    const named = { ...plain, InstanceNumber: 7, SeriesDescription: 'A4C' };
    expect(refusalOf({ ...named, Rows: undefined }).message).toBe(
      'Clip 7 of series "A4C": Rows is missing, so the instance is no readable image.',
    );
    expect(refusalOf({ ...named, Rows: undefined, Modality: 'SR' }).message).toBe(
      'Clip 7 of series "A4C": The instance holds no image (modality SR).',
    );
    expect(refusalOf({ ...named, Columns: 'wide' }).message).toContain('Columns is "wide"');
    expect(refusalOf({ ...named, NumberOfFrames: -2 }).message).toContain('NumberOfFrames is -2');
    expect(refusalOf({ ...named, NumberOfFrames: 4e9 }).message).toContain('NumberOfFrames');
    expect(refusalOf({ ...named, BitsStored: 12 }).message).toContain('BitsStored');
    expect(refusalOf({ Rows: 2 }).message).toContain('SOP Instance UID is missing');
  });

  it('throws only ClipRefusal, for any input', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.integer(),
      fc.double(),
      fc.constantFrom('', ' ', '30', '1\\2', '\0', null, undefined, [], [[]], {}),
    );
    const keywords = [
      ...Object.keys(plain),
      'FrameTimeVector',
      'CineRate',
      'RecommendedDisplayFrameRate',
      'SequenceOfUltrasoundRegions',
      'FrameIncrementPointer',
      'EffectiveDuration',
      'StartTrim',
      'RWaveTimeVector',
      'PixelAspectRatio',
      'AcquisitionTime',
      'StageName',
      'StageNumber',
      'SeriesDescription',
      'InstanceNumber',
      'TransferSyntaxUID',
      '_meta',
    ];
    const damaged = fc
      .dictionary(fc.constantFrom(...keywords), value)
      .map((damage) => ({ ...plain, ...damage }));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.anything()), (instance) => {
        try {
          const header = readClipHeader(instance);
          expect(Number.isInteger(header.Rows) && header.Rows > 0).toBe(true);
          expect(Number.isInteger(header.NumberOfFrames)).toBe(true);
          expect(typeof header.SOPInstanceUID).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(ClipRefusal);
          expect((error as ClipRefusal).reason).toMatch(/\.$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('clipName', () => {
  it('names a clip by number and series, or else by UID', () => {
    expect(clipName({ SOPInstanceUID: '1.2', InstanceNumber: 3, SeriesDescription: 'Echo' })).toBe(
      'Clip 3 of series "Echo"',
    );
    expect(clipName({ SOPInstanceUID: '1.2', InstanceNumber: 3 })).toBe('Clip 3 (1.2)');
    expect(clipName({ SOPInstanceUID: '1.2', SeriesDescription: 'Echo' })).toBe(
      'Clip of series "Echo" (1.2)',
    );
    expect(clipName({ SOPInstanceUID: '1.2' })).toBe('Clip 1.2');
  });
});
