/** A coded concept (PS3.3 8.8). */
export interface Code {
  readonly value: string;
  /** Coding Scheme Designator; retired SNOMED designators are written SCT, where the code is one that is read. */
  readonly scheme: string;
  readonly meaning: string;
}

/** A number with its unit (PS3.3 C.18.1). */
export interface MeasuredValue {
  readonly value: number;
  /** UCUM code. */
  readonly unit: string;
}

/** One content item of a structured report with all that is below it (PS3.3 C.17.3). */
export interface ContentItem {
  /** Relationship to its parent, such as 'HAS CONCEPT MOD'; empty at the root. */
  readonly relationship: string;
  /** 'NUM', 'CODE', 'CONTAINER' ... */
  readonly valueType: string;
  readonly concept?: Code;
  /** Of a CODE item. */
  readonly code?: Code;
  /** Of a NUM item that has a value. */
  readonly measured?: MeasuredValue;
  readonly children: readonly ContentItem[];
}

/** Deeper than any template; deeper is damage. */
const deepest = 40;

/**
 * The content tree of a structured report.
 *
 * @param dataset naturalised by dcmjs
 * @returns undefined when the data set has no content, as images have none
 */
export function readContentTree(
  dataset: Readonly<Record<string, unknown>>,
): ContentItem | undefined {
  return dataset.ContentSequence === undefined ? undefined : readItem(dataset, 0);
}

type Attributes = Readonly<Record<string, unknown>>;

function readItem(attributes: Attributes, depth: number): ContentItem {
  return {
    relationship: text(attributes.RelationshipType),
    valueType: text(attributes.ValueType),
    concept: readCode(attributes.ConceptNameCodeSequence),
    code: readCode(attributes.ConceptCodeSequence),
    measured: readMeasuredValue(attributes.MeasuredValueSequence),
    children:
      depth < deepest
        ? items(attributes.ContentSequence).map((item) => readItem(item, depth + 1))
        : [],
  };
}

function readCode(sequence: unknown): Code | undefined {
  const [item] = items(sequence);
  if (!item) return undefined;
  const value = text(item.CodeValue) || text(item.LongCodeValue) || text(item.URNCodeValue);
  const scheme = text(item.CodingSchemeDesignator);
  return value ? inSct({ value, scheme, meaning: text(item.CodeMeaning) }) : undefined;
}

function readMeasuredValue(sequence: unknown): MeasuredValue | undefined {
  const [item] = items(sequence);
  if (!item) return undefined;
  const [decimal] = Array.isArray(item.NumericValue) ? item.NumericValue : [item.NumericValue];
  const value = typeof decimal === 'number' ? decimal : Number(text(decimal) || 'NaN');
  const unit = readCode(item.MeasurementUnitsCodeSequence)?.value;
  return Number.isFinite(value) && unit !== undefined ? { value, unit } : undefined;
}

/** The items of a sequence, which dcmjs hands out as an array or, of one item, as the item. */
function items(sequence: unknown): Attributes[] {
  const list: unknown[] = Array.isArray(sequence) ? sequence : [sequence];
  return list.filter((item): item is Attributes => typeof item === 'object' && item !== null);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Designators of SNOMED RT codes (PS3.16 8.1), which reports made before 2018 have. */
const snomedRt = new Set(['SRT', 'SNM3', '99SDM']);

/** Present codes for the retired ones of those concepts that are read (PS3.16 Annex O). */
const sctOfSrt: Readonly<Record<string, string>> = {
  'F-01602': '128974000',
  'F-32070': '70822001',
  'G-0373': '399264008',
  'G-0383': '399235004',
  'G-0394': '399155008',
  'P0-02242': '426865009',
  'G-A193': '131187009',
  'G-A19B': '399232001',
  'G-A19C': '399214001',
  'G-C036': '370129005',
  'G-C0E3': '363698007',
  'G-D705': '118565006',
  'R-00317': '373098007',
  'R-4089A': '272518008',
  'R-FAB5B': '416430001',
  'R-FAB5C': '416190007',
  'T-32200': '73829009',
  'T-32300': '82471001',
  'T-32500': '53085002',
  'T-32600': '87878005',
};

function inSct(code: Code): Code {
  const value = snomedRt.has(code.scheme) ? sctOfSrt[code.value] : undefined;
  return value ? { ...code, value, scheme: 'SCT' } : code;
}

/** Whether a code is the one written as 'scheme:value', such as 'DCM:125207'. */
export function isCode(code: Code | undefined, written: string): boolean {
  return code !== undefined && `${code.scheme}:${code.value}` === written;
}
