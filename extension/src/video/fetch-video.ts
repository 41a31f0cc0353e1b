import { readAnswer } from '@echonet/dicom';
import { firstPart } from './first-part';

/** Prefix of image IDs whose rest is the address of a frame. */
const scheme = 'wadors:';

/** Archives differ in the type that they give a video; each is asked for in a request of its own. */
const accepted = ['application/octet-stream', 'video/mp4'].map(
  (type) => `multipart/related; type="${type}"; transfer-syntax=*`,
);

/** More than any clip; a longer answer is not read on. */
const mostBytes = 512 * 1024 * 1024;

/** The archive refused the request; `status` is that of HTTP. */
export class VideoRequestError extends Error {
  override readonly name = 'VideoRequestError';

  constructor(readonly status: number) {
    super(`The archive answered ${status}.`);
  }
}

/**
 * Requests the video of a clip, which is one stream whatever Number of Frames says: archives send it
 * whole for its first frame.
 *
 * @param imageId of the first frame
 * @param headers of the host's login
 * @throws VideoRequestError, AnswerTooLongError, Error as a sentence, or what fetch rejects with
 */
export async function fetchVideo(
  imageId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  if (!imageId.startsWith(scheme)) {
    throw new Error('A video can be read from an archive with DICOMweb alone.');
  }
  let status = 0;
  for (const Accept of accepted) {
    const response = await fetch(imageId.slice(scheme.length), { headers: { ...headers, Accept } });
    if (response.ok) {
      const body = await readAnswer(response, mostBytes);
      return firstPart(body, response.headers.get('content-type') ?? '');
    }
    ({ status } = response);
    await response.body?.cancel();
    if (status !== 400 && status !== 406 && status !== 415) {
      break;
    }
  }
  throw new VideoRequestError(status);
}
