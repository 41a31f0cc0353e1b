import { inflateRawSync } from 'node:zlib';

const deflatedSyntax = '1.2.840.10008.1.2.1.99';

/**
 * Most bytes that a deflated data set may inflate to. A kilobyte can claim a gigabyte, and Node
 * ends the process on a text value that is longer than its strings may be (512 MiB).
 */
const mostBytes = 256 * 1024 * 1024;

/** A Part 10 file in a plain encoding, and the transfer syntax that it had where it changed. */
export interface InflatedFile {
  readonly part10: Uint8Array;
  /** Undefined where the file was not deflated. */
  readonly syntax?: string;
}

/**
 * Inflates the data set of a file in Deflated Explicit VR Little Endian (PS3.5 A.5) and names the
 * syntax that it then has; any other file comes back as it is.
 *
 * @throws Error when the data set is damaged, cut off or larger than 256 MiB
 */
export function inflated(part10: Uint8Array): InflatedFile {
  const file = Buffer.from(part10.buffer, part10.byteOffset, part10.byteLength);
  // Preamble, prefix and (0002,0000), whose value is the length of the rest of the meta header.
  if (file.length < 144 || file.readUInt32LE(132) !== 0x00000002) return { part10 };
  const metaEnd = 144 + file.readUInt32LE(140);
  const syntaxAt = file.subarray(0, metaEnd).indexOf(deflatedSyntax, 144, 'latin1');
  if (syntaxAt < 0) return { part10 };
  let dataset: Buffer;
  try {
    dataset = inflateRawSync(file.subarray(metaEnd), { maxOutputLength: mostBytes });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Error(
      tooLarge
        ? `it inflates to more than ${mostBytes / 2 ** 20} MiB`
        : 'its deflated data set is damaged or cut off',
      { cause: error },
    );
  }
  const plain = Buffer.concat([file.subarray(0, metaEnd), dataset]);
  // Explicit VR Little Endian is the same UID without ".99"; NULs pad it to its length.
  plain.fill(0, syntaxAt + deflatedSyntax.length - 3, syntaxAt + deflatedSyntax.length);
  return { part10: plain, syntax: deflatedSyntax };
}
