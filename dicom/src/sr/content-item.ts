/**
 * Content items of structured reports (PS3.3 C.17.3), naturalised for dcmjs. Codes are written
 * 'scheme:value|meaning', as in 'LN:18043-0|Left Ventricular Ejection Fraction by US'.
 */

/** See above. */
export type WrittenCode = string;

/** A content item, or any other item of a sequence. */
export type Item = Record<string, unknown>;

/** A code as the one item of a sequence (PS3.3 8.8). */
export function codeSequence(written: WrittenCode): Item[] {
  const [scheme, ...rest] = written.split(':');
  const [CodeValue, CodeMeaning = CodeValue] = rest.join(':').split('|');
  return [{ CodeValue, CodingSchemeDesignator: scheme, CodeMeaning }];
}

/** CONTAINER. */
export function container(name: WrittenCode, children: readonly Item[]): Item {
  return {
    RelationshipType: 'CONTAINS',
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: codeSequence(name),
    ContinuityOfContent: 'SEPARATE',
    ContentSequence: children,
  };
}

/** CODE. */
export function coded(
  name: WrittenCode,
  value: WrittenCode,
  relationship = 'HAS CONCEPT MOD',
): Item {
  return {
    RelationshipType: relationship,
    ValueType: 'CODE',
    ConceptNameCodeSequence: codeSequence(name),
    ConceptCodeSequence: codeSequence(value),
  };
}

/** TEXT. */
export function written(name: WrittenCode, value: string, relationship = 'HAS CONCEPT MOD'): Item {
  return {
    RelationshipType: relationship,
    ValueType: 'TEXT',
    ConceptNameCodeSequence: codeSequence(name),
    TextValue: value,
  };
}

/** UIDREF. */
export function uidReference(name: WrittenCode, uid: string, relationship: string): Item {
  return {
    RelationshipType: relationship,
    ValueType: 'UIDREF',
    ConceptNameCodeSequence: codeSequence(name),
    UID: uid,
  };
}

/** NUM. @param unit UCUM; undefined values are written as an empty measurement */
export function num(
  name: WrittenCode,
  value: number | undefined,
  unit: string,
  children: readonly Item[] = [],
): Item {
  return {
    RelationshipType: 'CONTAINS',
    ValueType: 'NUM',
    ConceptNameCodeSequence: codeSequence(name),
    MeasuredValueSequence:
      value === undefined
        ? []
        : [
            {
              NumericValue: String(value),
              MeasurementUnitsCodeSequence: codeSequence(`UCUM:${unit}`),
            },
          ],
    ...(children.length > 0 ? { ContentSequence: children } : {}),
  };
}
