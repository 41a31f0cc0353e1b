import { DicomMessage } from '../dcmjs';
import type { ParsedDataset } from '../dcmjs/types';
import { TransferSyntax } from '../uid/transfer-syntax';
import { MalformedDicom, type ElementLocation } from './element-walker';
import { normaliseDataset, specificCharacterSetTag } from './normalise';
import type { Part10Layout } from './part10-layout';

/** Float Pixel Data, Double Float Pixel Data and Pixel Data. */
const pixelDataTags = ['7FE00008', '7FE00009', '7FE00010'];

/** Attributes as dcmjs parses them. */
export interface Header {
  readonly attributes: ParsedDataset;
  /** What deviates from the standard and was tolerated; full sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads the header: every attribute before the pixel data.
 *
 * @throws MalformedDicom when a value cannot be read
 */
export function readHeader(layout: Part10Layout): Header {
  const pixels = layout.elements.findIndex(({ tag }) => pixelDataTags.includes(tag));
  const elements = pixels < 0 ? layout.elements : layout.elements.slice(0, pixels);
  // dcmjs needs to know how the header is encoded, not the pixels.
  const { explicit, littleEndian } = layout.encoding;
  const syntax = !explicit
    ? TransferSyntax.ImplicitVRLittleEndian
    : littleEndian
      ? TransferSyntax.ExplicitVRLittleEndian
      : TransferSyntax.ExplicitVRBigEndian;
  return parse(layout, elements, syntax, { noCopy: true });
}

/**
 * Reads every attribute, Pixel Data included: one value of native pixels, one a frame or fragment of
 * encapsulated ones. The data set is not deflated.
 *
 * @throws MalformedDicom when a value cannot be read
 */
export function readDataset(layout: Part10Layout): Header {
  return parse(layout, layout.elements, layout.transferSyntaxUID, { noCopy: false });
}

/**
 * dcmjs parses a Part 10 file made of the normalised elements: it then needs no zlib, claims are
 * checked, and files without a File Meta Information Group Length are no special case.
 */
function parse(
  layout: Part10Layout,
  elements: readonly ElementLocation[],
  transferSyntaxUID: string,
  options: { readonly noCopy: boolean },
): Header {
  const { parts, notes } = normaliseDataset(layout.bytes, elements, layout.encoding);
  const part10 = Buffer.concat([minimalFileMeta(transferSyntaxUID), ...parts]);
  // Small buffers are views of a pool.
  const isOwnBuffer = part10.length === part10.buffer.byteLength;
  const buffer = isOwnBuffer
    ? part10.buffer
    : part10.buffer.slice(part10.byteOffset, part10.byteOffset + part10.length);
  try {
    const attributes = DicomMessage.readFile(buffer, options).dict;
    dropCharacterSetOfItems(attributes);
    return { attributes, notes: [...layout.notes, ...notes] };
  } catch (error) {
    // The words of dcmjs are for its developers.
    throw new MalformedDicom('Its header cannot be read: an element or a sequence is damaged.', {
      cause: error,
    });
  }
}

/** Items have the character set of the data set. */
function dropCharacterSetOfItems(dataset: ParsedDataset): void {
  for (const { vr, Value } of Object.values(dataset)) {
    if (vr !== 'SQ') {
      continue;
    }
    for (const item of (Value ?? []) as ParsedDataset[]) {
      delete item[specificCharacterSetTag];
      dropCharacterSetOfItems(item);
    }
  }
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
