import { BufferSource, Input, MP4, MPEG_TS, type VideoSample, VideoSampleSink } from 'mediabunny';
import { videoStream } from './video-stream';
import { isYuvFormat, yuvToRgb } from './yuv-to-rgb';

/** A video as its stream says, whatever the header of the clip. */
export interface DecodedVideo {
  readonly Rows: number;
  readonly Columns: number;
  /** In the order of presentation: interleaved RGB of 8 bits. */
  readonly frames: readonly Uint8Array<ArrayBuffer>[];
  /** When each frame is shown. */
  readonly timesMs: readonly number[];
  /** There are more frames than were asked for. */
  readonly isLonger: boolean;
}

/** Of all decoded frames of a clip. */
const mostBytes = 1024 * 1024 * 1024;

/**
 * Decodes the video of a clip by WebCodecs. DICOM wraps it as MP4 or as an MPEG transport stream (PS3.5
 * 8.2.7 and after).
 *
 * @param bytes the stream, or the Part 10 file that holds it
 * @param mostFrames frames after these are left out
 * @throws Error as a sentence when it is no such file, the browser lacks the codec, the frames would fill the
 *   memory, or the stream is damaged before its first frame
 */
export async function decodeVideo(bytes: Uint8Array, mostFrames: number): Promise<DecodedVideo> {
  const input = new Input({
    source: new BufferSource(videoStream(bytes)),
    formats: [MP4, MPEG_TS],
  });
  try {
    if (!(await input.canRead())) {
      throw new Error('The video is neither an MP4 file nor an MPEG transport stream.');
    }
    const track = await input.getPrimaryVideoTrack();
    if (!track) {
      throw new Error('The file of the video holds no images.');
    }
    if (!(await track.canDecode())) {
      const codec = (await track.getCodecParameterString()) ?? 'an unknown codec';
      throw new Error(`This browser cannot decode the video (${codec}); try another browser.`);
    }
    return await decodeFrames(new VideoSampleSink(track), mostFrames);
  } finally {
    input.dispose();
  }
}

async function decodeFrames(sink: VideoSampleSink, mostFrames: number): Promise<DecodedVideo> {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  const timesMs: number[] = [];
  let [Rows, Columns, isLonger] = [0, 0, false];
  for await (const sample of sink.samples()) {
    try {
      isLonger = frames.length === mostFrames;
      if (isLonger) {
        break;
      }
      ({ width: Columns, height: Rows } = sample.visibleRect);
      refuseSize(Rows * Columns * 3 * mostFrames);
      frames.push(await rgbOf(sample));
      timesMs.push(sample.timestamp * 1000);
    } finally {
      sample.close();
    }
  }
  if (frames.length === 0) {
    throw new Error('The video has no frame that can be decoded.');
  }
  return { Rows, Columns, frames, timesMs, isLonger };
}

function refuseSize(bytes: number): void {
  if (bytes > mostBytes) {
    throw new Error(
      `The frames of the video would take ${Math.ceil(bytes / 1024 / 1024)} MiB; EchoNet decodes up ` +
        `to ${mostBytes / 1024 / 1024} MiB.`,
    );
  }
}

async function rgbOf(sample: VideoSample): Promise<Uint8Array<ArrayBuffer>> {
  const { format, visibleRect, colorSpace } = sample;
  const { width, height } = visibleRect;
  if (isYuvFormat(format)) {
    const data = new Uint8Array(sample.allocationSize());
    const planes = await sample.copyTo(data);
    const { matrix, fullRange } = colorSpace;
    return yuvToRgb({
      format,
      width,
      height,
      data,
      planes,
      matrix,
      isFullRange: fullRange === true,
    });
  }
  // Frames of graphics hardware, and of more than 8 bits, are converted by the browser.
  const data = new Uint8Array(sample.allocationSize({ format: 'RGBX' }));
  const [{ offset, stride }] = await sample.copyTo(data, { format: 'RGBX' });
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = offset + row * stride + column * 4;
      rgb.set(data.subarray(from, from + 3), (row * width + column) * 3);
    }
  }
  return rgb;
}
