import { inflateDataset } from '../part10/inflate-dataset';
import { TransferSyntax } from '../uid/transfer-syntax';

const { DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian } = TransferSyntax;

const mebibyte = 1024 * 1024;

/**
 * Most bytes that a deflated data set may inflate to: Node ends the process on a text value that is
 * longer than its strings may be (512 MiB).
 */
const maxInflatedBytes = 256 * mebibyte;

/** A Part 10 file whose data set is not deflated. */
export interface InflatedFile {
  readonly part10: Uint8Array;
  /** The Transfer Syntax UID of the file as it came; undefined where it was not deflated. */
  readonly transferSyntaxUID?: string;
}

/**
 * Rewrites a file in Deflated Explicit VR Little Endian (PS3.5 A.5) as Explicit VR Little Endian;
 * returns any other file as it is.
 *
 * @throws Error when the data set is damaged, cut off or larger than 256 MiB
 */
export function inflateFile(part10: Uint8Array): InflatedFile {
  const file = Buffer.from(part10.buffer, part10.byteOffset, part10.byteLength);
  // Preamble, prefix and (0002,0000), whose value is the length of the rest of the meta header.
  if (file.length < 144 || file.readUInt32LE(132) !== 0x00000002) {
    return { part10 };
  }
  const metaEnd = 144 + file.readUInt32LE(140);
  const meta = file.subarray(0, metaEnd);
  const uidAt = meta.indexOf(DeflatedExplicitVRLittleEndian, 144, 'latin1');
  if (uidAt < 0) {
    return { part10 };
  }
  const dataset = inflateDataset(file.subarray(metaEnd), maxInflatedBytes);
  if ('problem' in dataset) {
    throw new Error(
      dataset.problem === 'too large'
        ? `it inflates to more than ${maxInflatedBytes / mebibyte} MiB`
        : 'its deflated data set is damaged or cut off',
      { cause: dataset.cause },
    );
  }
  const plain = Buffer.concat([meta, dataset.bytes]);
  // The plain UID is the deflated one without ".99"; NULs pad it to its length.
  plain.fill(
    0,
    uidAt + ExplicitVRLittleEndian.length,
    uidAt + DeflatedExplicitVRLittleEndian.length,
  );
  return { part10: plain, transferSyntaxUID: DeflatedExplicitVRLittleEndian };
}
