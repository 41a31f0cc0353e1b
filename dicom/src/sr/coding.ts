import type { NaturalizedDataset } from '../dataset';
import { firstText, sequenceItems } from '../values/read-values';
import { sctOfSnomedRt, snomedRtSchemes } from './snomed-rt';

/** A coded concept (PS3.3 8.8). */
export interface Code {
  readonly value: string;
  /** Coding Scheme Designator. */
  readonly scheme: string;
  readonly meaning: string;
}

/** Makes the codes of a scheme; a meaning left out is the value, as of units. */
export function coding(scheme: string): (value: string, meaning?: string) => Code {
  return (value, meaning = value) => ({ value, scheme, meaning });
}

/** Most characters of a Code Value (VR SH); longer ones go into Long Code Value (PS3.3 8.8). */
const maxCodeValueLength = 16;

/** Most characters of a Code Meaning (VR LO). */
const maxMeaningLength = 64;

/** A code sequence of one item. */
export function codeSequence({ value, scheme, meaning }: Code): NaturalizedDataset[] {
  return [
    {
      [value.length > maxCodeValueLength ? 'LongCodeValue' : 'CodeValue']: value,
      CodingSchemeDesignator: scheme,
      CodeMeaning: meaning.slice(0, maxMeaningLength),
    },
  ];
}

/**
 * The code in the first item of a naturalised code sequence. Retired SNOMED RT codes are returned as
 * SNOMED CT where {@link sctOfSnomedRt} has them.
 *
 * @returns undefined where there is no item or it has no value
 */
export function readCode(sequence: unknown): Code | undefined {
  const [item] = sequenceItems(sequence);
  if (!item) {
    return undefined;
  }
  const value =
    firstText(item.CodeValue) || firstText(item.LongCodeValue) || firstText(item.URNCodeValue);
  const scheme = firstText(item.CodingSchemeDesignator);
  const meaning = firstText(item.CodeMeaning);
  if (!value) {
    return undefined;
  }
  const sct = snomedRtSchemes.has(scheme) ? sctOfSnomedRt[value] : undefined;
  return sct ? { value: sct, scheme: 'SCT', meaning } : { value, scheme, meaning };
}

/** True for the same value of the same scheme, whatever the meaning is called. */
export function isCode(code: Code | undefined, other: Omit<Code, 'meaning'>): boolean {
  return code !== undefined && code.scheme === other.scheme && code.value === other.value;
}

/** 'scheme:value', to look a code up in a table. */
export function codeId({ scheme, value }: Omit<Code, 'meaning'>): string {
  return `${scheme}:${value}`;
}
