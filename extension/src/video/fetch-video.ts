import { readAnswer } from '@echonet/dicom';
import { firstPart } from './first-part';

/** Prefix of image IDs whose rest is the address of a frame. */
const scheme = 'wadors:';

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
 * Requests the video of a clip: the whole instance, which every archive sends, or else its first frame, for
 * which some send the whole stream, whatever Number of Frames says.
 *
 * @param imageId of the first frame
 * @param headers of the host's login
 * @returns a Part 10 file or the stream
 * @throws VideoRequestError, AnswerTooLongError, Error as a sentence, or what fetch rejects with
 */
export async function fetchVideo(
  imageId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  if (!imageId.startsWith(scheme)) {
    throw new Error('A video can be read from an archive with DICOMweb alone.');
  }
  const frame = imageId.slice(scheme.length);
  const instance = frame.replace(/\/frames\/\d+$/, '');
  const requests = [
    [instance, 'application/dicom'],
    [frame, 'application/octet-stream'],
    [frame, 'video/mp4'],
  ];
  const refusals: VideoRequestError[] = [];
  for (const [url, type] of requests) {
    const Accept = `multipart/related; type="${type}"; transfer-syntax=*`;
    const response = await fetch(url, { headers: { ...headers, Accept } });
    if (response.ok) {
      const body = await readAnswer(response, mostBytes);
      return firstPart(body, response.headers.get('content-type') ?? '');
    }
    await response.body?.cancel();
    refusals.push(new VideoRequestError(response.status));
    if (response.status === 401 || response.status === 403) {
      break;
    }
  }
  throw refusals[0];
}
