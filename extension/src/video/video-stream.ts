import { DicomMessage } from '@echonet/dicom/part10';

/**
 * Returns the stream of a video: that in the Pixel Data of a Part 10 file, whose fragments it joins, or the
 * bytes themselves where they are no such file.
 *
 * @throws Error as a sentence when the file is damaged or has no encapsulated pixels
 */
export function videoStream(bytes: Uint8Array): Uint8Array {
  if (new TextDecoder('latin1').decode(bytes.subarray(128, 132)) !== 'DICM') {
    return bytes;
  }
  const fragments = fragmentsOf(bytes).map((fragment) => new Uint8Array(fragment));
  if (fragments.length === 0) {
    throw new Error('The instance that the archive sent has no video.');
  }
  const stream = new Uint8Array(fragments.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const fragment of fragments) {
    stream.set(fragment, at);
    at += fragment.length;
  }
  return stream;
}

function fragmentsOf(bytes: Uint8Array): ArrayBuffer[] {
  try {
    const { dict } = DicomMessage.readFile(bytes.slice().buffer, { ignoreErrors: true });
    const values = (dict['7FE00010']?.Value ?? []).flat();
    return values.filter((value): value is ArrayBuffer => value instanceof ArrayBuffer);
  } catch (error) {
    throw new Error('The instance that the archive sent is damaged.', { cause: error });
  }
}
