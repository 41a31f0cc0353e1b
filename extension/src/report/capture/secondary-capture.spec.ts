/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { TransferSyntax } from '@echonet/dicom';
import { readBack } from '../dicom/read-back';
import { sourcesForTests } from '../testing';
import { secondaryCapture, type Capture } from './secondary-capture';

/** Stands for an image: what is in it is not looked at. */
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9, 0);

describe('a stored capture', () => {
  const capture: Capture = {
    frames: [jpeg, jpeg],
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
  const stored = readBack(
    secondaryCapture(capture, source, { seriesNumber: 4, seriesDescription: 'Overlay' }),
    TransferSyntax.JPEGBaseline8Bit,
  );

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
