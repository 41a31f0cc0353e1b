import { DicomMessage } from '../dcmjs';
import type { ParsedDataset } from '../dcmjs/types';
import { TransferSyntax } from '../uid/transfer-syntax';
import { MalformedDicom, printTag, type Part10Layout } from './part10-layout';

/** Float Pixel Data, Double Float Pixel Data and Pixel Data. */
const pixelDataTags = ['7FE00008', '7FE00009', '7FE00010'];

/**
 * Reads the header: every attribute before the pixel data.
 *
 * dcmjs parses a small Part 10 file made of the header alone: it then needs neither the pixels nor
 * zlib, and files without a File Meta Information Group Length are no special case.
 *
 * @throws MalformedDicom when a value cannot be read
 */
export function readHeader(layout: Part10Layout): ParsedDataset {
  const pixels = layout.elements.findIndex(({ tag }) => pixelDataTags.includes(tag));
  const elements = pixels < 0 ? layout.elements : layout.elements.slice(0, pixels);
  const last = elements.at(-1);
  const end = last ? last.offset + last.length : layout.dataset;
  const syntax = layout.inflated
    ? TransferSyntax.ExplicitVRLittleEndian
    : knownByDcmjs(layout.transferSyntaxUID);
  const part10 = Buffer.concat([
    minimalFileMeta(syntax),
    layout.bytes.subarray(layout.dataset, end),
  ]);
  const buffer = part10.buffer.slice(part10.byteOffset, part10.byteOffset + part10.length);

  const strict = attempt(() => DicomMessage.readFile(buffer, { noCopy: true }).dict);
  if (!(strict instanceof Error)) {
    return strict;
  }
  // dcmjs throws on text in several character sets unless it ignores errors; ignoring any other error
  // loses attributes, which shows as a missing tag.
  const lenient = attempt(
    () => DicomMessage.readFile(buffer, { noCopy: true, ignoreErrors: true }).dict,
  );
  if (lenient instanceof Error) {
    throw unreadable(strict);
  }
  const lost = elements.find(({ tag }) => !(tag in lenient));
  if (lost) {
    throw unreadable(strict, lost.tag);
  }
  return lenient;
}

function knownByDcmjs(transferSyntaxUID: string): string {
  const { ImplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian } = TransferSyntax;
  return transferSyntaxUID === ImplicitVRLittleEndian || transferSyntaxUID === ExplicitVRBigEndian
    ? transferSyntaxUID
    : ExplicitVRLittleEndian;
}

/** Preamble, prefix and a File Meta Information of group length and transfer syntax (PS3.10 7.1). */
function minimalFileMeta(transferSyntaxUID: string): Buffer {
  const uid = transferSyntaxUID.padEnd(Math.ceil(transferSyntaxUID.length / 2) * 2, '\0');
  const meta = Buffer.alloc(132 + 12 + 8 + uid.length);
  meta.write('DICM', 128, 'latin1');
  meta.write('\x02\x00\x00\x00UL\x04\x00', 132, 'latin1');
  meta.writeUInt32LE(8 + uid.length, 140);
  meta.write('\x02\x00\x10\x00UI', 144, 'latin1');
  meta.writeUInt16LE(uid.length, 150);
  meta.write(uid, 152, 'latin1');
  return meta;
}

function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function unreadable(cause: Error, tag?: string): MalformedDicom {
  const where = tag ? ` at element ${printTag(tag)}` : '';
  return new MalformedDicom(`Its header cannot be read${where}: ${cause.message}`);
}
