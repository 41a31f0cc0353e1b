import type { NaturalizedDataset } from '../dataset';
import { firstNumber, firstText, sequenceItems } from '../values/read-values';
import { isCode, readCode, type Code } from './coding';
import { readGraphic, readReference, type Graphic, type ReadReference } from './references';
import type { Quantity } from './value-types';

/** A content item that was read from a structured report, with all that is below it (PS3.3 C.17.3). */
export interface ContentItem {
  /** Relationship Type to its parent, such as 'HAS CONCEPT MOD'; empty at the root. */
  readonly relationship: string;
  /** 'NUM', 'CODE', 'CONTAINER' ... */
  readonly valueType: string;
  /** Concept name. */
  readonly name?: Code;
  /** Of a CODE item. */
  readonly code?: Code;
  /** Of a TEXT item; empty in others. */
  readonly text: string;
  /** Of a UIDREF item; empty in others. */
  readonly uid: string;
  /** Of a NUM item that has a value. */
  readonly quantity?: Quantity;
  /** Of a PNAME item; empty in others. */
  readonly personName: string;
  /** Of an SCOORD item. */
  readonly graphic?: Graphic;
  /** Of an IMAGE or COMPOSITE item. */
  readonly reference?: ReadReference;
  /** Observation DateTime (0040,A032) as written; empty where the item has none. */
  readonly observedAt: string;
  readonly children: readonly ContentItem[];
}

/** Deeper than any template nests; what is below is left out. */
const maxDepth = 40;

/** More than any report holds; what follows is left out. */
const maxItems = 100_000;

/**
 * Reads the content tree of a structured report. What is missing or of a wrong type is left out.
 *
 * @param dataset naturalised, of any origin
 * @returns undefined when the data set has no content, as images have none
 */
export function readContentTree(dataset: unknown): ContentItem | undefined {
  const [attributes] = sequenceItems(dataset);
  return attributes?.ContentSequence === undefined
    ? undefined
    : readItem(attributes, 0, { itemsLeft: maxItems });
}

/** The first item with a concept name. */
export function findItem(items: readonly ContentItem[], name: Code): ContentItem | undefined {
  return items.find((item) => isCode(item.name, name));
}

function readItem(
  attributes: NaturalizedDataset,
  depth: number,
  budget: { itemsLeft: number },
): ContentItem {
  const items = depth < maxDepth ? sequenceItems(attributes.ContentSequence) : [];
  return {
    relationship: firstText(attributes.RelationshipType),
    valueType: firstText(attributes.ValueType),
    name: readCode(attributes.ConceptNameCodeSequence),
    code: readCode(attributes.ConceptCodeSequence),
    text: firstText(attributes.TextValue),
    uid: firstText(attributes.UID),
    quantity: readQuantity(attributes.MeasuredValueSequence),
    personName: readPersonName(attributes.PersonName),
    graphic: readGraphic(attributes),
    reference: readReference(attributes.ReferencedSOPSequence),
    observedAt: firstText(attributes.ObservationDateTime),
    children: items.flatMap((item) =>
      budget.itemsLeft-- > 0 ? [readItem(item, depth + 1, budget)] : [],
    ),
  };
}

function readQuantity(sequence: unknown): Quantity | undefined {
  const [item] = sequenceItems(sequence);
  if (!item) {
    return undefined;
  }
  const value = firstNumber(item.NumericValue);
  const unit = readCode(item.MeasurementUnitsCodeSequence);
  return Number.isFinite(value) && unit ? { value, unit } : undefined;
}

/** Text, or the alphabetic component group of DICOM JSON (PS3.18 F.2.2). */
function readPersonName(value: unknown): string {
  const [first] = [value].flat();
  if (typeof first === 'object' && first !== null && 'Alphabetic' in first) {
    return firstText(first.Alphabetic);
  }
  return firstText(first);
}
