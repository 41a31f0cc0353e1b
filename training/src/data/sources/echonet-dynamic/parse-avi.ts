import { fourCharacters, printable, riffChunks, type RiffChunk } from './riff';

/** The video stream of an AVI file, with compressed images. */
export interface AviVideo {
  readonly Rows: number;
  readonly Columns: number;
  /** Frame time in milliseconds; undefined when the file does not state it. */
  readonly frameTimeMs?: number;
  /** One per frame, in order; views of the file's bytes. A repeated frame is listed twice. */
  readonly images: readonly Uint8Array[];
}

/** Codec names of Motion JPEG. */
const motionJpeg = new Set(['MJPG', 'JPEG']);

/** Maximum side in pixels; a larger size is damage and must not allocate memory. */
const largestSide = 8192;
const mostFrames = 100_000;

/** Plausible frame times: 2000 frames a second to one frame in 10 s. */
const shortestFrameMs = 0.5;
const longestFrameMs = 10_000;

/**
 * Finds the images of the first video stream of a Motion JPEG AVI file (Microsoft's AVI RIFF file
 * reference, with the additional segments of OpenDML 1.02). The index is ignored: the chunks are in
 * order, and an index may be missing or wrong.
 *
 * @param bytes of the whole file
 * @throws Error with one clause when the file is not AVI, is truncated, or is not Motion JPEG
 */
export function parseAvi(bytes: Uint8Array): AviVideo {
  const segments = aviSegments(bytes);
  const { stream, fileFrameMs } = readHeaders(bytes, segments[0]);
  const images: Uint8Array[] = [];
  for (const segment of segments) {
    for (const chunk of riffChunks(bytes, segment.start, segment.end)) {
      if (chunk.listType === 'movi') {
        collectImages(bytes, chunk, stream.number, images);
      }
    }
  }
  if (images.length === 0) {
    throw new Error('it holds no images');
  }
  const { Rows, Columns } = stream;
  return { Rows, Columns, frameTimeMs: stream.frameTimeMs ?? fileFrameMs, images };
}

/** The RIFF chunks: 'AVI ' first, then any number of 'AVIX'. */
function aviSegments(bytes: Uint8Array): [RiffChunk, ...RiffChunk[]] {
  if (bytes.length < 12 || fourCharacters(bytes, 0) !== 'RIFF') {
    throw new Error('it does not begin as AVI files do');
  }
  const segments: RiffChunk[] = [];
  // Stops at the first non-segment: some programs append padding.
  for (let at = 0; at + 12 <= bytes.length && fourCharacters(bytes, at) === 'RIFF';) {
    const { value } = riffChunks(bytes, at, bytes.length).next();
    if (!value) {
      break;
    }
    segments.push(value);
    at = value.end + (value.end & 1);
  }
  const [first, ...others] = segments;
  if (first?.listType !== 'AVI ') {
    throw new Error(
      `it is a RIFF file of the kind "${printable(first?.listType ?? '')}", not an AVI`,
    );
  }
  return [first, ...others.filter(({ listType }) => listType === 'AVIX')];
}

interface VideoStream {
  /** Stream number, the prefix of its chunks' IDs. */
  readonly number: number;
  readonly Rows: number;
  readonly Columns: number;
  readonly frameTimeMs?: number;
}

function readHeaders(
  bytes: Uint8Array,
  segment: RiffChunk,
): { stream: VideoStream; fileFrameMs?: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let fileFrameMs: number | undefined;
  let streams = 0;
  for (const list of riffChunks(bytes, segment.start, segment.end)) {
    if (list.listType !== 'hdrl') {
      continue;
    }
    let stream: VideoStream | undefined;
    for (const chunk of riffChunks(bytes, list.start, list.end)) {
      if (chunk.id === 'avih' && chunk.end - chunk.start >= 4) {
        // dwMicroSecPerFrame
        fileFrameMs = asFrameMs(view.getUint32(chunk.start, true) / 1000);
      } else if (chunk.listType === 'strl') {
        stream ??= readStream(bytes, view, chunk, streams);
        streams++;
      }
    }
    if (stream) {
      return { stream, fileFrameMs };
    }
  }
  throw new Error('it has no video stream');
}

/** A stream's header and format; undefined when it is not video. */
function readStream(
  bytes: Uint8Array,
  view: DataView,
  list: RiffChunk,
  number: number,
): VideoStream | undefined {
  let header: RiffChunk | undefined;
  let format: RiffChunk | undefined;
  for (const chunk of riffChunks(bytes, list.start, list.end)) {
    if (chunk.id === 'strh') {
      header ??= chunk;
    }
    if (chunk.id === 'strf') {
      format ??= chunk;
    }
  }
  if (!header || header.end - header.start < 28) {
    throw new Error('a stream has no header');
  }
  if (fourCharacters(bytes, header.start) !== 'vids') {
    return undefined;
  }
  // BITMAPINFOHEADER: biSize, biWidth, biHeight, biPlanes, biBitCount, biCompression.
  if (!format || format.end - format.start < 20) {
    throw new Error('its video stream has no format');
  }
  refuseOtherCodec(fourCharacters(bytes, format.start + 16));
  const Columns = view.getInt32(format.start + 4, true);
  // Negative when rows are stored top-down; irrelevant for JPEG.
  const Rows = Math.abs(view.getInt32(format.start + 8, true));
  if (Columns < 1 || Rows < 1 || Columns > largestSide || Rows > largestSide) {
    throw new Error(`it says that its images have ${Columns} x ${Rows} pixels`);
  }
  // dwScale and dwRate: rate / scale frames a second.
  const [scale, rate] = [
    view.getUint32(header.start + 20, true),
    view.getUint32(header.start + 24, true),
  ];
  return { number, Rows, Columns, frameTimeMs: asFrameMs((1000 * scale) / rate) };
}

function refuseOtherCodec(code: string): void {
  if (motionJpeg.has(code.toUpperCase())) {
    return;
  }
  const name = code === '\0\0\0\0' ? 'uncompressed' : `in the codec "${printable(code)}"`;
  throw new Error(
    `its images are ${name}, and Motion JPEG ("MJPG") is what can be read; convert the video`,
  );
}

function asFrameMs(milliseconds: number): number | undefined {
  return milliseconds >= shortestFrameMs && milliseconds <= longestFrameMs
    ? milliseconds
    : undefined;
}

/** Collects the stream's chunks, in the list or in its records ('rec '). */
function collectImages(
  bytes: Uint8Array,
  list: RiffChunk,
  streamNumber: number,
  images: Uint8Array[],
): void {
  const number = String(streamNumber).padStart(2, '0');
  const ids = [`${number}dc`, `${number}db`];
  for (const chunk of riffChunks(bytes, list.start, list.end)) {
    if (chunk.listType === 'rec ' && list.listType === 'movi') {
      collectImages(bytes, chunk, streamNumber, images);
    } else if (ids.includes(chunk.id)) {
      // An empty chunk is a dropped frame: the previous one is repeated.
      const image =
        chunk.end > chunk.start ? bytes.subarray(chunk.start, chunk.end) : images.at(-1);
      if (!image) {
        throw new Error('its first image is empty');
      }
      if (images.length === mostFrames) {
        throw new Error(`it has more than ${mostFrames} frames`);
      }
      images.push(image);
    }
  }
}
