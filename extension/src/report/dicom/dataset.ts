/** A data set or an item under DICOM keywords, as dcmjs denaturalises it. */
export type NaturalDataset = Readonly<Record<string, unknown>>;

/** A coded concept (DICOM PS3.3 8.8). */
export interface Code {
  readonly value: string;
  /** Coding Scheme Designator. */
  readonly scheme: string;
  readonly meaning: string;
}

/** Most characters of a Code Value (VR SH); longer ones go into Long Code Value (PS3.3 8.8). */
const longestCodeValue = 16;

/** The item of a code sequence. */
export function codeItem({ value, scheme, meaning }: Code): NaturalDataset {
  return {
    [value.length > longestCodeValue ? 'LongCodeValue' : 'CodeValue']: value,
    CodingSchemeDesignator: scheme,
    // Long String
    CodeMeaning: meaning.slice(0, 64),
  };
}

/** A decimal string (VR DS) of at most 16 characters, as close to the value as they allow. */
export function decimalString(value: number): string {
  for (let digits = 10; digits > 1; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  return value.toPrecision(2);
}
