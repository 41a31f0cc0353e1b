import { describe, expect, it } from '@jest/globals';
import type { ClipHeader } from './clip-header';
import { refusePixels } from './pixel-format';

const clip: ClipHeader = {
  SOPInstanceUID: '1.2.3',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
  Modality: 'US',
  Rows: 480,
  Columns: 640,
  NumberOfFrames: 60,
  SamplesPerPixel: 3,
  PhotometricInterpretation: 'RGB',
  PlanarConfiguration: 0,
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
  ImageType: [],
  SequenceOfUltrasoundRegions: [],
};

const grey = { SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2' };
const deep = { BitsAllocated: 16, BitsStored: 16, HighBit: 15 };
const palette = { SamplesPerPixel: 1, PhotometricInterpretation: 'PALETTE COLOR' };
const explicit = '1.2.840.10008.1.2.1';
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const highThroughput = '1.2.840.10008.1.2.4.201';
const jpegXl = '1.2.840.10008.1.2.4.110';

describe('refusePixels', () => {
  it.each<[string, Partial<ClipHeader>, RegExp]>([
    ['MPEG-2', { TransferSyntaxUID: '1.2.840.10008.1.2.4.100' }, /video/],
    ['H.264', { TransferSyntaxUID: '1.2.840.10008.1.2.4.102' }, /video/],
    ['fragmented H.265', { TransferSyntaxUID: '1.2.840.10008.1.2.4.108.1' }, /video/],
    ['a link to pixels', { TransferSyntaxUID: '1.2.840.10008.1.2.4.94' }, /JPIP/],
    ['an encoding without a decoder', { TransferSyntaxUID: '1.2.3.4' }, /syntax 1\.2\.3\.4/],
    ['tiny images', { Rows: 3, Columns: 3 }, /3 x 3/],
    ['a size that only damage claims', { Rows: 65535, Columns: 65535 }, /65535 x 65535/],
    ['images that would fill the memory', { Rows: 4096, Columns: 4096 }, /4096 x 4096.*million/],
    ['huge images', { Columns: 60_000 }, /60000 x 480/],
    ['a header that contradicts itself', { SamplesPerPixel: 1 }, /contradicts/],
    ['a palette with three samples', { ...palette, SamplesPerPixel: 3 }, /contradicts/],
    ['a segmented palette', { ...palette, hasSegmentedPalette: true }, /segmented/],
    [
      'a big-endian palette',
      { ...palette, TransferSyntaxUID: '1.2.840.10008.1.2.2' },
      /palette is big-endian/,
    ],
    ['studio-range YBR', { PhotometricInterpretation: 'YBR_PARTIAL_422' }, /YBR_PARTIAL_422/],
    ['32 bits', { BitsAllocated: 32, BitsStored: 32 }, /32 bits/],
    ['packed bits', { BitsAllocated: 12, BitsStored: 12 }, /take 12 bits/],
    ['one bit', { BitsStored: 1 }, /1 bits/],
    ['values in the upper bits', { ...grey, ...deep, BitsStored: 12 }, /High Bit 15 with 12/],
    [
      '12 bits in JPEG Baseline',
      {
        ...grey,
        BitsAllocated: 16,
        BitsStored: 12,
        HighBit: 11,
        TransferSyntaxUID: '1.2.840.10008.1.2.4.50',
      },
      /12 bits stored in JPEG Baseline/,
    ],
    ['signed pixels', { PixelRepresentation: 1 }, /signed/],
    ['rescaled grey values', { ...grey, RescaleSlope: 2 }, /Rescale Slope 2, Intercept 0/],
    ['planes of 16-bit colour', { ...deep, PlanarConfiguration: 1 }, /16 bits.*RGB/],
    ['16-bit YBR', { ...deep, PhotometricInterpretation: 'YBR_FULL' }, /16 bits.*YBR_FULL/],
    ['compressed 16-bit colour', { ...deep, TransferSyntaxUID: jpeg2000 }, /16 bits/],
    [
      'half chroma in odd rows',
      { PhotometricInterpretation: 'YBR_FULL_422', Columns: 641, TransferSyntaxUID: explicit },
      /a row has 641/,
    ],
  ])('refuses %s in either decoder, with a sentence', (_, difference, reason) => {
    for (const decoder of ['node', 'cornerstone'] as const) {
      const answer = refusePixels({ ...clip, ...difference }, decoder);
      expect(answer).toMatch(reason);
      expect(answer).toMatch(/^The .*\.$/);
    }
  });

  it.each<[string, Partial<ClipHeader>, RegExp]>([
    ['JPEG XL', { TransferSyntaxUID: jpegXl }, /JPEG XL, which the viewer cannot decode/],
    ['HTJ2K of RGB', { TransferSyntaxUID: highThroughput }, /HTJ2K from RGB/],
    [
      'HTJ2K of YBR_FULL_422',
      { TransferSyntaxUID: highThroughput, PhotometricInterpretation: 'YBR_FULL_422' },
      /HTJ2K from YBR_FULL_422/,
    ],
  ])('refuses %s in the viewer alone', (_, difference, reason) => {
    for (const decoder of ['cornerstone', 'webcodecs'] as const) {
      expect(refusePixels({ ...clip, ...difference }, decoder)).toMatch(reason);
    }
    expect(refusePixels({ ...clip, ...difference }, 'node')).toBeUndefined();
  });

  it('takes H.264 and H.265 with WebCodecs, whatever the header says of colour, and says else what it takes', () => {
    for (const last of ['102', '103.1', '106', '107', '108.1']) {
      const video = {
        ...clip,
        TransferSyntaxUID: `1.2.840.10008.1.2.4.${last}`,
        PhotometricInterpretation: 'YBR_PARTIAL_420',
      };
      expect(refusePixels(video, 'webcodecs')).toBeUndefined();
      expect(refusePixels(video, 'cornerstone')).toMatch(/H\.26[45].*WebCodecs.*https.*\.$/);
      expect(refusePixels(video, 'node')).toMatch(/H\.26[45].*outside the viewer.*convert.*\.$/);
    }
    for (const uid of [
      '1.2.840.10008.1.2.4.100',
      '1.2.840.10008.1.2.4.101.1',
      '1.2.840.10008.1.2.7.1',
    ]) {
      expect(refusePixels({ ...clip, TransferSyntaxUID: uid }, 'webcodecs')).toMatch(/MPEG-2 or/);
    }
  });

  it.each<[string, Partial<ClipHeader>]>([
    ['RGB', {}],
    ['12-bit grey values', { ...grey, BitsAllocated: 16, BitsStored: 12, HighBit: 11 }],
    ['8 bits in 16', { ...grey, BitsAllocated: 16 }],
    ['16-bit RGB', { ...deep, TransferSyntaxUID: explicit }],
    ['a palette', palette],
    ['HTJ2K of grey values', { ...grey, TransferSyntaxUID: highThroughput }],
    [
      'HTJ2K with component transform',
      { PhotometricInterpretation: 'YBR_RCT', TransferSyntaxUID: highThroughput },
    ],
    [
      'J2K called YBR_FULL_422',
      { PhotometricInterpretation: 'YBR_FULL_422', TransferSyntaxUID: jpeg2000 },
    ],
    ['a rescale that changes nothing', { ...grey, RescaleSlope: 1, RescaleIntercept: 0 }],
    ['small research clips', { Rows: 112, Columns: 112 }],
  ])('takes %s', (_, difference) => {
    for (const decoder of ['node', 'cornerstone', 'webcodecs'] as const) {
      expect(refusePixels({ ...clip, ...difference }, decoder)).toBeUndefined();
    }
  });
});
