import { TransferSyntax } from '../uid/transfer-syntax';
import {
  ElementWalker,
  MalformedDicom,
  type ElementLocation,
  type Encoding,
} from './element-walker';
import { inflateDataset } from './inflate-dataset';

/** Where the elements of a DICOM Part 10 file are. Offsets are in bytes from the start of `bytes`. */
export interface Part10Layout {
  transferSyntaxUID: string;
  /** (0002,0016); empty where the file meta information does not have it. */
  sourceApplicationEntityTitle: string;
  /** The file, or, for a deflated data set, the inflated data set alone. */
  bytes: Buffer;
  /** True when `bytes` is the inflated data set and not the file. */
  inflated: boolean;
  /** Offset of the data set's first element. */
  dataset: number;
  elements: ElementLocation[];
  /** How `bytes` encodes the data set. */
  encoding: Encoding;
  /** What deviates from the standard and was tolerated; full sentences. */
  notes: string[];
}

const mebibyte = 1024 * 1024;

/**
 * Most bytes that a deflated data set may inflate to. Deflate compresses zeros a thousandfold, so a
 * small file can claim a large one; echoes compress less than tenfold.
 */
function maxInflatedBytes(deflatedLength: number): number {
  return Math.min(512 * mebibyte, Math.max(32 * mebibyte, 100 * deflatedLength));
}

/** How far {@link readLayout} goes. */
export interface LayoutOptions {
  /** Stop after Pixel Data and leave out what follows; false unless given. */
  readonly untilPixelData?: boolean;
}

/**
 * Finds every element of a Part 10 file and checks that each length, at any depth, stays inside what
 * encloses it. Reads no values and allocates nothing that a length field claims.
 *
 * @param file the whole file
 * @throws TruncatedDicom when it ends before its elements do
 * @throws MalformedDicom when it is no Part 10 file or damaged otherwise
 */
export function readLayout(
  file: Buffer,
  { untilPixelData = false }: LayoutOptions = {},
): Part10Layout {
  if (file.length < 132 || file.toString('latin1', 128, 132) !== 'DICM') {
    throw new MalformedDicom(
      'It is no DICOM Part 10 file: the DICM prefix is missing at byte 128.',
    );
  }
  const meta = readFileMeta(file);
  const encoding: Encoding = {
    explicit: meta.transferSyntaxUID !== TransferSyntax.ImplicitVRLittleEndian,
    littleEndian: meta.transferSyntaxUID !== TransferSyntax.ExplicitVRBigEndian,
  };
  const inflated = meta.transferSyntaxUID === TransferSyntax.DeflatedExplicitVRLittleEndian;
  const bytes = inflated ? inflate(file.subarray(meta.end)) : file;
  const dataset = inflated ? 0 : meta.end;
  const walker = new ElementWalker(bytes, encoding);
  const elements = walker.readTopLevel(dataset, untilPixelData);
  const { transferSyntaxUID, sourceApplicationEntityTitle } = meta;
  return {
    ...{ transferSyntaxUID, sourceApplicationEntityTitle },
    ...{ bytes, inflated, dataset, elements, encoding },
    notes: walker.notes,
  };
}

function readFileMeta(file: Buffer): {
  transferSyntaxUID: string;
  sourceApplicationEntityTitle: string;
  end: number;
} {
  const walker = new ElementWalker(file, { explicit: true, littleEndian: true });
  let position = 132;
  let transferSyntaxUID: string | undefined;
  let sourceApplicationEntityTitle = '';
  while (position + 8 <= file.length && file.readUInt16LE(position) === 0x0002) {
    const element = walker.readElement(position, file.length, 0);
    const text = () =>
      file
        .toString('latin1', element.offset, element.offset + element.length)
        .replace(/[\0 ]+$/, '');
    if (element.tag === '00020010') {
      transferSyntaxUID = text();
    } else if (element.tag === '00020016') {
      sourceApplicationEntityTitle = text().trim();
    }
    position = element.offset + element.length;
  }
  if (!transferSyntaxUID) {
    throw new MalformedDicom('Its file meta information names no Transfer Syntax UID (0002,0010).');
  }
  return { transferSyntaxUID, sourceApplicationEntityTitle, end: position };
}

function inflate(deflated: Buffer): Buffer {
  const maxBytes = maxInflatedBytes(deflated.length);
  const dataset = inflateDataset(deflated, maxBytes);
  if ('problem' in dataset) {
    throw new MalformedDicom(
      dataset.problem === 'too large'
        ? `Its deflated data set of ${deflated.length} bytes inflates to more than ` +
            `${Math.floor(maxBytes / mebibyte)} MiB.`
        : 'Its deflated data set cannot be inflated.',
      { cause: dataset.cause },
    );
  }
  return dataset.bytes;
}
