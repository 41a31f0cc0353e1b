import { isVideo, TransferSyntax } from '@echonet/dicom';
import { startsWithImageMarker, type ByteRange, type Part10Layout } from '@echonet/dicom/node';
import { numberOf, textOf, type JsonDataset } from './json';

/** Where the frames of one instance lie. */
export interface FrameTable {
  /**
   * What the offsets count in: the stored file, or the inflated data set of a deflated one.
   */
  source: 'file' | 'inflated';
  /** Pixels are 16-bit words in big-endian order, to be swapped on the way out. */
  swapWords: boolean;
  /** Byte ranges of each frame, in order; a frame in several fragments has several. */
  frames: ByteRange[][];
  /** Why there are fewer frames than Number of Frames says, as a sentence; absent when all are. */
  problem?: string;
}

/**
 * Cuts Pixel Data into frames: native ones by their size, encapsulated ones by the Basic Offset
 * Table, by one fragment per frame, or by the start marker of a JPEG stream (PS3.5 annex A.4).
 *
 * @param layout where the elements of the instance are
 * @param header its attributes
 */
export function locateFrames(layout: Part10Layout, header: JsonDataset): FrameTable {
  const table: FrameTable = {
    source: layout.inflated ? 'inflated' : 'file',
    swapWords: false,
    frames: [],
  };
  const pixels = layout.elements.find(({ tag }) => tag === '7FE00010');
  if (!pixels) {
    return { ...table, problem: 'The instance has no Pixel Data.' };
  }
  const wanted = numberOf(header, '00280008') ?? 1;
  if (wanted < 1) {
    return { ...table, problem: 'Number of Frames is zero.' };
  }
  if (pixels.items) {
    const located = encapsulatedFrames(layout, pixels.items, wanted);
    return typeof located === 'string'
      ? { ...table, problem: located }
      : { ...table, frames: located, problem: shortfall(located.length, wanted) };
  }
  const frameLength = nativeFrameLength(header);
  if (typeof frameLength === 'string') {
    return { ...table, problem: frameLength };
  }
  const frames = nativeFrames(pixels, frameLength, wanted);
  const swapWords =
    layout.transferSyntaxUID === TransferSyntax.ExplicitVRBigEndian && pixels.vr === 'OW';
  if (swapWords && frameLength % 2 !== 0) {
    return { ...table, problem: 'Its big-endian frames do not begin on whole words.' };
  }
  return {
    ...table,
    swapWords,
    frames,
    problem: shortfall(frames.length, wanted),
  };
}

function shortfall(there: number, wanted: number): string | undefined {
  if (there >= wanted) {
    return undefined;
  }
  return `Number of Frames says ${wanted}, the Pixel Data holds ${there}.`;
}

/** Bytes of one uncompressed frame, or a sentence why that cannot be said. */
function nativeFrameLength(header: JsonDataset): number | string {
  const rows = numberOf(header, '00280010') ?? 0;
  const columns = numberOf(header, '00280011') ?? 0;
  const bitsAllocated = numberOf(header, '00280100') ?? 0;
  const samples = numberOf(header, '00280002') ?? 1;
  // Two chroma samples are shared by each pair of pixels (PS3.3 C.7.6.3.1.2).
  const samplesStored = textOf(header, '00280004') === 'YBR_FULL_422' ? 2 : samples;
  const bits = rows * columns * samplesStored * bitsAllocated;
  if (!(bits > 0)) {
    return 'Rows, Columns, Samples per Pixel or Bits Allocated is missing or zero.';
  }
  if (bits % 8 !== 0) {
    return 'Its frames do not begin on whole bytes; fetch the Pixel Data as bulk data.';
  }
  return bits / 8;
}

function nativeFrames(pixels: ByteRange, frameLength: number, wanted: number): ByteRange[][] {
  const count = Math.min(wanted, Math.floor(pixels.length / frameLength));
  return Array.from({ length: count }, (_, frame) => [
    { offset: pixels.offset + frame * frameLength, length: frameLength },
  ]);
}

function encapsulatedFrames(
  layout: Part10Layout,
  [offsetTable, ...fragments]: ByteRange[],
  wanted: number,
): ByteRange[][] | string {
  if (fragments.length === 0) {
    return [];
  }
  // A video is one stream, whatever Number of Frames says: it is served whole as frame 1.
  if (wanted === 1 || isVideo(layout.transferSyntaxUID)) {
    return [fragments];
  }
  if (fragments.length === wanted) {
    return fragments.map((fragment) => [fragment]);
  }
  const byTable = groupByOffsetTable(layout, offsetTable, fragments);
  if (byTable) {
    return byTable.slice(0, wanted);
  }
  if (fragments.length < wanted) {
    return fragments.map((fragment) => [fragment]);
  }
  const byMarker = groupByStartMarker(layout.bytes, fragments);
  if (byMarker.length === wanted) {
    return byMarker;
  }
  return (
    `Its ${wanted} frames are spread over ${fragments.length} fragments without an offset table ` +
    'that says which belong together.'
  );
}

/** Frames by the Basic Offset Table, or undefined where it is empty or points beside fragments. */
function groupByOffsetTable(
  { bytes }: Part10Layout,
  table: ByteRange,
  fragments: ByteRange[],
): ByteRange[][] | undefined {
  if (table.length < 4) {
    return undefined;
  }
  const firstItem = fragments[0].offset - 8;
  const starts = new Set<number>();
  for (let entry = 0; entry + 4 <= table.length; entry += 4) {
    starts.add(firstItem + bytes.readUInt32LE(table.offset + entry));
  }
  const frames: ByteRange[][] = [];
  let matched = 0;
  for (const fragment of fragments) {
    if (starts.has(fragment.offset - 8)) {
      frames.push([]);
      matched++;
    }
    if (frames.length === 0) {
      return undefined;
    }
    frames[frames.length - 1].push(fragment);
  }
  return matched === starts.size ? frames : undefined;
}

/** Frames by the fragments that begin with a JPEG, JPEG-LS or JPEG 2000 start of image. */
function groupByStartMarker(bytes: Buffer, fragments: ByteRange[]): ByteRange[][] {
  const bytesOf = ({ offset, length }: ByteRange) => bytes.subarray(offset, offset + length);
  const frames: ByteRange[][] = [];
  for (const fragment of fragments) {
    if (frames.length === 0 || startsWithImageMarker(bytesOf(fragment))) {
      frames.push([]);
    }
    frames[frames.length - 1].push(fragment);
  }
  return frames;
}
