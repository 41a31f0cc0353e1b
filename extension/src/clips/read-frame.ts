import { misreadColour, toFramePixels, type FramePixels } from '@echonet/models/image';
import { type ClipHeader, videoCodec } from '@echonet/dicom';
import type { HostImage } from '../host/contracts';
import type { FrameLoader } from '../host/viewer';
import { describeFrameFailure } from './frame-error';

/** Full sentence without the clip's name. */
export class FrameFailureError extends Error {
  override readonly name: string = 'FrameFailureError';

  constructor(
    reason: string,
    /** Every other frame would fail alike. */
    readonly refusesAll: boolean,
    /** The archive answered, and the answer is no such frame. */
    readonly isAboutContent = false,
  ) {
    super(reason);
  }
}

/** The archive, or the host's decoder, did not answer in time. */
class NoAnswerError extends FrameFailureError {
  override readonly name = 'NoAnswerError';

  constructor(seconds: number) {
    super(`No answer from the archive within ${seconds} seconds; try again.`, false);
  }
}

/** The host decodes the colours of every frame of a clip wrongly. */
export class MisreadColourError extends FrameFailureError {
  override readonly name = 'MisreadColourError';

  constructor(reason: string) {
    super(reason, true);
  }
}

/** Pixels without other owners, so that they can be transferred to a worker. */
export interface OwnedPixels extends FramePixels {
  readonly data: Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>;
}

export type ImageLoader = FrameLoader;

/** Timeout of one frame. */
const patienceMs = 60_000;

/** Frames of a clip without an answer after which no other is waited for. */
const mostUnanswered = 2;

/**
 * Follows the failures of a clip's frames.
 *
 * @returns called with each; whether the other frames would fail, or be waited for in vain, like it
 */
export function endsReading(): (error: FrameFailureError) => boolean {
  let unanswered = 0;
  return (error) => {
    unanswered += error instanceof NoAnswerError ? 1 : 0;
    return error.refusesAll || unanswered >= mostUnanswered;
  };
}

/** Cornerstone's ImageQualityStatus.FULL_RESOLUTION. */
const fullResolution = 8;

/**
 * Reads one frame through the host's image loader, with its authentication, cache and decoders. What
 * does not decode is requested once more, past the host's cache, which keeps a damaged answer.
 *
 * @returns a copy, since the host may evict or change its own
 * @throws FrameFailureError when the frame is not delivered or not decodable, NoAnswerError when that takes
 *   too long, MisreadColourError when its colours are wrong
 */
export async function readFrame(
  imageLoader: ImageLoader,
  imageId: string,
  header: ClipHeader,
): Promise<OwnedPixels> {
  try {
    return await readOnce(fullImage(imageLoader, imageId), header);
  } catch (error) {
    if (!isAboutContent(error)) {
      throw error;
    }
  }
  try {
    return await readOnce(imageLoader.loadImage(imageId, { ignoreCache: true }), header);
  } catch (error) {
    if (isAboutContent(error) && (await imageLoader.answersWithPage?.(imageId))) {
      throw new FrameFailureError(
        'The archive answered with a web page: log in again, then analyse again.',
        true,
      );
    }
    throw error;
  }
}

/** Another answer may be better: neither the request nor the colours of all frames have failed. */
function isAboutContent(error: unknown): boolean {
  return error instanceof FrameFailureError && error.isAboutContent && !error.refusesAll;
}

/** @throws as readFrame */
async function readOnce(request: Promise<HostImage>, header: ClipHeader): Promise<OwnedPixels> {
  try {
    const image = await inTime(request);
    const pixels = toFramePixels({
      Rows: image.rows,
      Columns: image.columns,
      data: image.getPixelData(),
      PhotometricInterpretation: isVideo(header) ? 'RGB' : header.PhotometricInterpretation,
      BitsStored: bitsOf(header),
    });
    refuseOtherSize(pixels, header);
    refuseBlank(pixels);
    const misread = misreadColour(pixels);
    if (misread !== undefined) {
      throw new MisreadColourError(misread);
    }
    return { ...pixels, data: pixels.data.slice() };
  } catch (error) {
    if (error instanceof FrameFailureError) {
      throw error;
    }
    const { reason, refusesAll, isAboutRequest } = describeFrameFailure(error);
    throw new FrameFailureError(reason, refusesAll, !isAboutRequest);
  }
}

/** The host applies palettes, whose colours it scales to 8 bits; video is decoded to 8 bits. */
function bitsOf(header: ClipHeader): number {
  const isScaled = header.PhotometricInterpretation === 'PALETTE COLOR' || isVideo(header);
  return isScaled ? 8 : header.BitsStored;
}

function isVideo({ TransferSyntaxUID: uid }: ClipHeader): boolean {
  return uid !== undefined && videoCodec(uid) !== undefined;
}

/**
 * The host's cache may hold the preview of a progressive download, which the network must not read.
 */
async function fullImage(imageLoader: ImageLoader, imageId: string): Promise<HostImage> {
  const image = await imageLoader.loadImage(imageId);
  const isPreview = (image.imageQualityStatus ?? fullResolution) < fullResolution;
  return isPreview ? imageLoader.loadImage(imageId, { ignoreCache: true }) : image;
}

function refuseOtherSize(pixels: FramePixels, { Rows, Columns }: ClipHeader): void {
  if (pixels.Rows !== Rows || pixels.Columns !== Columns) {
    throw new FrameFailureError(
      `${pixels.Columns} x ${pixels.Rows} pixels instead of ${Columns} x ${Rows} as in the header.`,
      false,
      true,
    );
  }
}

/** Some decoders return a uniform image for damaged data instead of an error. */
function refuseBlank({ data }: FramePixels): void {
  // A plain loop: most images begin with thousands of black pixels.
  let same = 1;
  while (same < data.length && data[same] === data[0]) {
    same++;
  }
  if (same >= data.length) {
    throw new FrameFailureError('The image is blank: its data is damaged or empty.', false, true);
  }
}

function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswerError(patienceMs / 1000)), patienceMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
