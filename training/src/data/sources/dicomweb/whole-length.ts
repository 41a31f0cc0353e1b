import { readLayout } from '@echonet/dicom/node';

/** Pixel Data, and the Content Sequence of a report: a file that ends before them was cut. */
const lastTags = ['7FE00010', '0040A730'];

/** Sequence Delimitation Item of encapsulated Pixel Data, with its length. */
const sequenceDelimitation = Buffer.from('feffdde000000000', 'hex');

/**
 * Length of the instance in bytes that may end with a line break of what enclosed it.
 *
 * @returns undefined when the instance was cut off
 */
export function wholeLength(content: Buffer): number | undefined {
  const endsWithBreak = content.toString('latin1', content.length - 2) === '\r\n';
  // The shorter first: a reader passes over stray bytes at the end.
  const lengths = endsWithBreak ? [content.length - 2, content.length] : [content.length];
  return lengths.find((length) => isWhole(content.subarray(0, length)));
}

function isWhole(file: Buffer): boolean {
  try {
    const { elements, bytes } = readLayout(file);
    const content = elements.find(({ tag }) => lastTags.includes(tag));
    if (!content) {
      return false;
    }
    const end = content.offset + content.length;
    return !content.items || bytes.subarray(end - 8, end).equals(sequenceDelimitation);
  } catch {
    return false;
  }
}
