import { DicomMetaDictionary } from '../dcmjs';

/**
 * Value representation of a standard attribute (PS3.6), for transfer syntaxes without it.
 *
 * @param tag eight hexadecimal digits
 * @returns undefined for private and unknown attributes
 */
export function vrOfTag(tag: string): string | undefined {
  return DicomMetaDictionary.dictionary[`(${tag.slice(0, 4)},${tag.slice(4)})`]?.vr;
}
