/** Location of one chunk of a RIFF file. */
export interface RiffChunk {
  /** Four characters, such as 'LIST' or '00dc'. */
  readonly id: string;
  /** List type of a RIFF or LIST chunk, such as 'movi'; undefined for others. */
  readonly listType?: string;
  /** Offset of the data, after the list type. */
  readonly start: number;
  /** Offset after the data. */
  readonly end: number;
}

const headerBytes = 8;

/**
 * The chunks between two offsets, without nested ones. Chunks start at even offsets; a missing
 * padding byte at the end and up to 7 trailing bytes are tolerated.
 *
 * @throws Error when a chunk extends beyond `end`: the file is truncated or damaged
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

/** The four-character code at an offset, which must exist. */
export function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

/** A four-character code made printable for messages. */
export function printable(code: string): string {
  return code.replace(/[^ -~]/g, '?');
}
