/** One item of a structured report as it came back from an archive; what is odd is left out. */
export interface ReadItem {
  /** Code Value of the concept. */
  readonly concept?: string;
  readonly valueType?: string;
  readonly text?: string;
  readonly uid?: string;
  /** Code Value of a CODE item. */
  readonly code?: string;
  readonly value?: number;
  readonly children: readonly ReadItem[];
}

/** Deeper than any template; deeper is damage. */
const deepest = 20;

/** More items than a report of ours can have at one place. */
const mostItems = 2000;

/** The content of a naturalised structured report; empty where it has none. */
export function readContent(instance: unknown): ReadItem[] {
  return items(property(instance, 'ContentSequence')).map((item) => readItem(item, 0));
}

/** The first item of a concept. */
export function find(among: readonly ReadItem[], concept: string): ReadItem | undefined {
  return among.find((item) => item.concept === concept);
}

function readItem(item: unknown, depth: number): ReadItem {
  const measured = first(property(item, 'MeasuredValueSequence'));
  const value = Number(textOf(property(measured, 'NumericValue')) || Number.NaN);
  return {
    concept: codeValue(first(property(item, 'ConceptNameCodeSequence'))),
    valueType: textOf(property(item, 'ValueType')),
    text: textOf(property(item, 'TextValue')),
    uid: textOf(property(item, 'UID')),
    code: codeValue(first(property(item, 'ConceptCodeSequence'))),
    value: Number.isFinite(value) ? value : undefined,
    children:
      depth < deepest
        ? items(property(item, 'ContentSequence')).map((child) => readItem(child, depth + 1))
        : [],
  };
}

/** Values of more than 16 characters stand in Long Code Value. */
function codeValue(concept: unknown): string | undefined {
  return textOf(property(concept, 'CodeValue')) ?? textOf(property(concept, 'LongCodeValue'));
}

function property(holder: unknown, keyword: string): unknown {
  return typeof holder === 'object' && holder !== null
    ? (holder as Readonly<Record<string, unknown>>)[keyword]
    : undefined;
}

/** A sequence of one item may come as the item itself. */
function items(sequence: unknown): unknown[] {
  if (Array.isArray(sequence)) return sequence.slice(0, mostItems) as unknown[];
  return typeof sequence === 'object' && sequence !== null ? [sequence] : [];
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? (value[0] as unknown) : value;
}

function textOf(value: unknown): string | undefined {
  const single = first(value);
  return typeof single === 'string' || typeof single === 'number' ? String(single) : undefined;
}
