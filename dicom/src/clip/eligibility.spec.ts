import { describe, expect, it } from '@jest/globals';
import type { ClipHeader } from './clip-header';
import { assessClip } from './eligibility';

const clip: ClipHeader = {
  SOPInstanceUID: '1.2.3',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
  Modality: 'US',
  Rows: 480,
  Columns: 640,
  NumberOfFrames: 60,
  SamplesPerPixel: 3,
  PhotometricInterpretation: 'RGB',
  BitsAllocated: 8,
  BitsStored: 8,
  PixelRepresentation: 0,
  ImageType: ['ORIGINAL', 'PRIMARY', 'TTE', '0001'],
  SequenceOfUltrasoundRegions: [region(1, 1, 100, 50, 540, 450)],
};

function region(
  RegionSpatialFormat: number,
  RegionDataType: number,
  RegionLocationMinX0 = 0,
  RegionLocationMinY0 = 0,
  RegionLocationMaxX1 = 639,
  RegionLocationMaxY1 = 479,
) {
  return {
    RegionSpatialFormat,
    RegionDataType,
    RegionLocationMinX0,
    RegionLocationMinY0,
    RegionLocationMaxX1,
    RegionLocationMaxY1,
  };
}

const [tissue] = clip.SequenceOfUltrasoundRegions;
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7.4';

describe('assessClip', () => {
  it('accepts a plain B-mode cine without notes', () => {
    expect(assessClip(clip)).toEqual({ eligible: true, notes: [] });
  });

  it.each<[string, Partial<ClipHeader>, RegExp]>([
    [
      'another modality',
      { SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', Modality: 'MR' },
      /not ultrasound \(modality MR\)/,
    ],
    ['an intravascular clip', { Modality: 'IVUS' }, /not ultrasound/],
    ['a 3-D volume', { SOPClassUID: '1.2.840.10008.5.1.4.1.1.6.2' }, /3-D/],
    [
      'a secondary capture that nothing shows to be ultrasound',
      { SOPClassUID: secondaryCapture, Modality: 'OT', SequenceOfUltrasoundRegions: [] },
      /not ultrasound/,
    ],
    ['a still', { NumberOfFrames: 1 }, /still/],
    ['no frames', { NumberOfFrames: 0 }, /no frames/],
    ['another exam', { ImageType: ['ORIGINAL', 'PRIMARY', 'OBSTETRICAL', '0001'] }, /OBSTETRICAL/],
    ['an endovaginal exam', { ImageType: ['ORIGINAL', 'PRIMARY', 'ENDOVAGINAL'] }, /ENDOVAGINAL/],
    ['colour by Image Type', { ImageType: ['ORIGINAL', 'PRIMARY', '', '0011'] }, /colour Doppler/],
    ['power Doppler by Image Type', { ImageType: ['ORIGINAL', 'PRIMARY', '', '0101'] }, /colour/],
    [
      'a colour flow region',
      { SequenceOfUltrasoundRegions: [tissue, region(1, 2, 200, 100, 300, 200)] },
      /colour Doppler/,
    ],
    ['spectral Doppler', { SequenceOfUltrasoundRegions: [tissue, region(3, 3)] }, /spectral/],
    ['spectral Doppler by Image Type', { ImageType: ['O', 'P', '', '0008'] }, /spectral/],
    ['M-mode', { SequenceOfUltrasoundRegions: [region(2, 1)] }, /M-mode/],
    ['a 3-D rendering', { ImageType: ['O', 'P', '', '0041'] }, /3-D rendering/],
    ['pixels that cannot be read', { PixelRepresentation: 1 }, /signed/],
  ])('refuses %s with a sentence', (_, difference, reason) => {
    const eligibility = assessClip({ ...clip, ...difference });
    expect(eligibility).toEqual({ eligible: false, reason: expect.stringMatching(reason) });
    expect(eligibility).toEqual({ eligible: false, reason: expect.stringMatching(/^The .*\.$/) });
  });

  it.each<[string, Partial<ClipHeader>, RegExp | undefined]>([
    ['no regions', { SequenceOfUltrasoundRegions: [] }, /No ultrasound region/],
    ['an ECG region', { SequenceOfUltrasoundRegions: [tissue, region(4, 10)] }, undefined],
    [
      'a colour bar that calls itself flow',
      { SequenceOfUltrasoundRegions: [tissue, region(1, 2, 600, 20, 610, 100)] },
      undefined,
    ],
    [
      'tissue beside colour flow',
      { SequenceOfUltrasoundRegions: [region(1, 1, 0, 50, 300, 450), region(1, 2, 340, 50)] },
      undefined,
    ],
    [
      'two sectors, one of which may be frozen',
      { SequenceOfUltrasoundRegions: [region(1, 1, 0, 50, 300, 450), region(1, 1, 340, 50)] },
      /describes 2 sectors/,
    ],
    ['pixels that are not square', { PixelAspectRatio: [6, 5] }, /1\.20 times as high as wide/],
    ['a stage of a stress test', { StageName: 'PEAK', StageNumber: 3 }, /stress test \(PEAK\)/],
    ['a stage at rest', { StageName: 'REST', StageNumber: 1 }, undefined],
    ['a contrast agent', { ContrastBolusAgent: 'SonoVue' }, /contrast agent \(SonoVue\)/],
    ['the name of no contrast agent', { ContrastBolusAgent: 'NONE' }, undefined],
    ['no modality', { Modality: '' }, undefined],
    [
      'a secondary capture of ultrasound',
      { SOPClassUID: secondaryCapture },
      /stored as a secondary capture/,
    ],
    [
      'a secondary capture of no modality with ultrasound regions',
      { SOPClassUID: secondaryCapture, Modality: 'OT' },
      /accepted as ultrasound/,
    ],
    ['the retired class', { SOPClassUID: '1.2.840.10008.5.1.4.1.1.3' }, undefined],
  ])('takes %s', (_, difference, note) => {
    expect(assessClip({ ...clip, ...difference })).toEqual({
      eligible: true,
      notes: note ? [expect.stringMatching(note)] : [],
    });
  });
});
