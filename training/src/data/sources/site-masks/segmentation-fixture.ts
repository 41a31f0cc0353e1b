export interface SegmentationFixture {
  /** SOP Instance UID of the clip. */
  readonly clip: string;
  readonly Rows: number;
  readonly Columns: number;
  /** Labels of the segments 1, 2, ... */
  readonly segments: readonly string[];
  /** Planes of the segments; frames of the clip count from 0. */
  readonly planes: readonly {
    readonly frame: number;
    readonly segment: number;
    readonly values: Uint8Array;
  }[];
  readonly type?: 'BINARY' | 'FRACTIONAL' | 'LABELMAP';
}

/** Naturalised attributes of a DICOM Segmentation. */
export function segmentationInstance({
  clip,
  Rows,
  Columns,
  segments,
  planes,
  type = 'BINARY',
}: SegmentationFixture): Record<string, unknown> {
  const bits = type === 'BINARY' ? 1 : 8;
  const values = planes.flatMap((plane) => [...plane.values]);
  return {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.66.4',
    SOPInstanceUID: '1.2.3.66',
    Modality: 'SEG',
    SegmentationType: type,
    MaximumFractionalValue: 200,
    NumberOfFrames: planes.length,
    Rows,
    Columns,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: bits,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
    TransferSyntaxUID: '1.2.840.10008.1.2.1',
    SegmentSequence: segments.map((SegmentLabel, index) => ({
      SegmentNumber: index + 1,
      SegmentLabel,
    })),
    PerFrameFunctionalGroupsSequence: planes.map(({ frame, segment }) => ({
      DerivationImageSequence: [
        {
          SourceImageSequence: [
            { ReferencedSOPInstanceUID: clip, ReferencedFrameNumber: frame + 1 },
          ],
        },
      ],
      SegmentIdentificationSequence: [{ ReferencedSegmentNumber: segment }],
    })),
    PixelData: [bits === 1 ? packed(values) : Uint8Array.from(values).buffer],
  };
}

/** Single bits, the lowest first, padded to an even number of bytes. */
function packed(values: readonly number[]): ArrayBuffer {
  const bytes = new Uint8Array(2 * Math.ceil(values.length / 16));
  values.forEach((value, i) => {
    bytes[i >> 3] |= (value > 0 ? 1 : 0) << (i & 7);
  });
  return bytes.buffer;
}
