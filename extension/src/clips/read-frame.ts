import { toFramePixels } from '@echonet/models';
import type { ClipHeader } from '@echonet/dicom';
import type { FramePixels } from '@echonet/models';
import type { Cornerstone, HostImage } from '../host/contracts';
import { describeFrameFailure } from './frame-error';

/** A frame could not be read; the message is a full sentence without the clip's name. */
export class FrameFailureError extends Error {
  override readonly name = 'FrameFailureError';

  constructor(
    reason: string,
    /** The archive will refuse every other frame as well. */
    readonly refusesAll: boolean,
  ) {
    super(reason);
  }
}

/** Pixels that nothing else holds, so that they can be handed over to a worker. */
export interface OwnedPixels extends FramePixels {
  readonly data: Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>;
}

/** What the host reads a frame with. */
export type ImageLoader = Pick<Cornerstone['imageLoader'], 'loadImage'>;

/** An archive that sends nothing for this long has stopped. */
const patienceMs = 60_000;

/** Cornerstone's ImageQualityStatus.FULL_RESOLUTION. */
const fullResolution = 8;

/**
 * Reads one frame through the host's image loader, so through its login, cache and decoders.
 *
 * @returns a copy: the host may drop or change its own at any time.
 * @throws FrameFailureError when the archive does not give the frame or it cannot be decoded.
 */
export async function readFrame(
  imageLoader: ImageLoader,
  imageId: string,
  header: ClipHeader,
): Promise<OwnedPixels> {
  try {
    const image = await inTime(fullImage(imageLoader, imageId));
    const pixels = toFramePixels({
      Rows: image.rows,
      Columns: image.columns,
      data: image.getPixelData(),
      PhotometricInterpretation: header.PhotometricInterpretation,
      BitsStored: header.BitsStored,
    });
    refuseOtherSize(pixels, header);
    refuseBlank(pixels);
    return { ...pixels, data: pixels.data.slice() };
  } catch (error) {
    if (error instanceof FrameFailureError) throw error;
    const { reason, refusesAll } = describeFrameFailure(error);
    throw new FrameFailureError(reason, refusesAll);
  }
}

/** The host may hold a preview of a progressive download; the network must not read that. */
async function fullImage(imageLoader: ImageLoader, imageId: string): Promise<HostImage> {
  const image = await imageLoader.loadImage(imageId);
  const isPreview = (image.imageQualityStatus ?? fullResolution) < fullResolution;
  return isPreview ? imageLoader.loadImage(imageId, { ignoreCache: true }) : image;
}

function refuseOtherSize(pixels: FramePixels, { Rows, Columns }: ClipHeader): void {
  if (pixels.Rows !== Rows || pixels.Columns !== Columns) {
    throw new FrameFailureError(
      `It has ${pixels.Columns} x ${pixels.Rows} pixels, and the header says ${Columns} x ${Rows}.`,
      false,
    );
  }
}

/** Some decoders answer damaged data with an empty image and no error; no echo is that plain. */
function refuseBlank({ data }: FramePixels): void {
  const [first] = data;
  if (data.every((value) => value === first)) {
    throw new FrameFailureError('It is blank, so its data is damaged or empty.', false);
  }
}

function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new FrameFailureError(
            `The archive did not send it within ${patienceMs / 1000} seconds; try again.`,
            false,
          ),
        ),
      patienceMs,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
