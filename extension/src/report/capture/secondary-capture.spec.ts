/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import dcmjs from 'dcmjs';
import { encodePart10, transferSyntax } from '../dicom/part10';
import { sourcesForTests } from '../testing';
import { jpegPhotometricInterpretation } from './jpeg-photometric';
import { secondaryCapture } from './secondary-capture';
import type { Capture } from './secondary-capture';

/** The head of a baseline JPEG; sampling factors of luminance, the colours having 1 x 1. */
function jpegHead(factors: number, components = 3, marker = 0xc0): Uint8Array {
  const parts = Array.from({ length: components }, (_, i) => [i + 1, i === 0 ? factors : 0x11, 0]);
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...[0xff, 0xe0, 0, 4, 1, 2],
    ...[0xff, marker, 0, 8 + 3 * components, 8, 0, 80, 0, 100, components],
    ...parts.flat(),
    ...[0xff, 0xda, 0, 2],
  ]);
}

describe('colours of a JPEG', () => {
  it.each([
    [0x11, 'YBR_FULL'],
    [0x21, 'YBR_FULL_422'],
    [0x22, 'YBR_FULL_422'],
  ])('are told by its sampling factors: %i is %s', (factors, expected) => {
    expect(jpegPhotometricInterpretation(jpegHead(factors))).toBe(expected);
  });

  it('are refused for what is no baseline JPEG in colour', () => {
    for (const bytes of [
      Uint8Array.of(),
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
      jpegHead(0x11, 1),
      jpegHead(0x11, 3, 0xc2),
      jpegHead(0x11).slice(0, 20),
    ]) {
      expect(() => jpegPhotometricInterpretation(bytes)).toThrow(/The browser made no/);
    }
  });
});

describe('a stored capture', () => {
  const capture: Capture = {
    frames: [jpegHead(0x22), jpegHead(0x22)],
    Rows: 120,
    Columns: 100,
    frameTimeMs: 100,
    frameNumbers: [1, 3],
    date: new Date('2026-11-26T10:55:30Z'),
    model: 'test 1.0.0',
    softwareVersion: '0.1.0',
    derivation: 'Saliency of Ejection fraction by SmoothGrad.',
    remarks: ['For research use only.', 'Not for diagnosis.'],
  };
  const [source] = sourcesForTests(1).values();
  const { dict } = dcmjs.data.DicomMessage.readFile(
    encodePart10(
      secondaryCapture(capture, source, { seriesNumber: 4, seriesDescription: 'Overlay' }),
      transferSyntax.jpegBaseline,
    ),
  );
  const stored = dcmjs.data.DicomMetaDictionary.naturalizeDataset(dict);

  it('says that it is derived, has text burned in, and is no ultrasound clip', () => {
    expect(stored).toMatchObject({
      ImageType: ['DERIVED', 'SECONDARY'],
      BurnedInAnnotation: 'YES',
      Modality: 'OT',
      ConversionType: 'WSD',
      PatientID: 'P 17',
      ImageComments: 'For research use only. Not for diagnosis.',
    });
  });

  it('cites the frames of the clip that it shows', () => {
    const [cited] = stored.SourceImageSequence as Record<string, unknown>[];
    expect(cited).toMatchObject({
      ReferencedSOPInstanceUID: '1.2.3.1',
      ReferencedFrameNumber: [1, 3],
    });
  });

  it('plays at the speed of the frames, each a JPEG of its own', () => {
    expect(stored).toMatchObject({
      NumberOfFrames: 2,
      FrameTime: 100,
      PhotometricInterpretation: 'YBR_FULL_422',
      LossyImageCompression: '01',
    });
    expect(stored.PixelData as ArrayBuffer[]).toHaveLength(2);
  });
});
