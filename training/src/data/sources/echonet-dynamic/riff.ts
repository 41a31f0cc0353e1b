/** One chunk of a RIFF file, by where it lies. */
export interface RiffChunk {
  /** Four characters, such as 'LIST' or '00dc'. */
  readonly id: string;
  /** Of a RIFF or LIST chunk what it is a list of, such as 'movi'; of others undefined. */
  readonly listType?: string;
  /** First byte of the data, after the type of a list. */
  readonly start: number;
  /** First byte after the data. */
  readonly end: number;
}

const headerBytes = 8;

/**
 * The chunks that lie between two offsets, one after another, without those inside of them. Chunks
 * begin at even offsets; a missing padding byte at the very end is forgiven, as are less than 8
 * bytes that are left over.
 *
 * @throws Error when a chunk says that it ends after `end`: the file was cut off or is damaged
 */
export function* riffChunks(
  bytes: Uint8Array,
  start: number,
  end: number,
): Generator<RiffChunk, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; at + headerBytes <= end;) {
    const id = fourCharacters(bytes, at);
    const length = view.getUint32(at + 4, true);
    const dataStart = at + headerBytes;
    const dataEnd = dataStart + length;
    if (dataEnd > end) {
      throw new Error(
        `the chunk "${printable(id)}" at byte ${at} says that it has ${length} bytes, ` +
          `and ${end - dataStart} are left: the file was cut off or is damaged`,
      );
    }
    const isList = (id === 'RIFF' || id === 'LIST') && length >= 4;
    yield isList
      ? { id, listType: fourCharacters(bytes, dataStart), start: dataStart + 4, end: dataEnd }
      : { id, start: dataStart, end: dataEnd };
    at = dataEnd + (length & 1);
  }
}

/** The four-character code at an offset, a character a byte; the bytes must be there. */
export function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

/** A four-character code as it can stand in a message. */
export function printable(code: string): string {
  return code.replace(/[^ -~]/g, '?');
}
