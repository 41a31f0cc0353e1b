import { codeItem, decimalString } from '../dicom/dataset';
import type { Code, NaturalDataset } from '../dicom/dataset';

/** How an item belongs to its parent (PS3.3 C.17.3.2.4). */
export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM'
  | 'SELECTED FROM';

/** One item of the content tree of a structured report, naturalised. */
export type ContentItem = NaturalDataset;

/** An instance that is cited, and which of its frames; 1-based, all where none is named. */
export interface CitedFrames {
  readonly SOPClassUID: string;
  readonly SOPInstanceUID: string;
  readonly frameNumbers?: readonly number[];
}

/** Attributes that every item has. */
function item(
  RelationshipType: Relationship,
  ValueType: string,
  concept: Code | undefined,
  attributes: NaturalDataset,
  children: readonly ContentItem[] = [],
): ContentItem {
  return {
    RelationshipType,
    ValueType,
    ...(concept ? { ConceptNameCodeSequence: [codeItem(concept)] } : {}),
    ...attributes,
    ...(children.length > 0 ? { ContentSequence: children } : {}),
  };
}

/** A heading with items below it. */
export function container(
  concept: Code,
  children: readonly ContentItem[],
  templateId?: string,
): ContentItem {
  const template = templateId && { ContentTemplateSequence: [templateItem(templateId)] };
  return item(
    'CONTAINS',
    'CONTAINER',
    concept,
    { ContinuityOfContent: 'SEPARATE', ...template },
    children,
  );
}

/** Names a template of PS3.16. */
export function templateItem(TemplateIdentifier: string): NaturalDataset {
  return { MappingResource: 'DCMR', TemplateIdentifier };
}

export function text(relationship: Relationship, concept: Code, TextValue: string): ContentItem {
  return item(relationship, 'TEXT', concept, { TextValue });
}

export function code(
  relationship: Relationship,
  concept: Code,
  value: Code,
  children: readonly ContentItem[] = [],
): ContentItem {
  const ConceptCodeSequence = [codeItem(value)];
  return item(relationship, 'CODE', concept, { ConceptCodeSequence }, children);
}

/** @param PersonName as PN (PS3.5 6.2.1) */
export function personName(
  relationship: Relationship,
  concept: Code,
  PersonName: string,
): ContentItem {
  return item(relationship, 'PNAME', concept, { PersonName });
}

/** The same item, observed at a moment of its own (PS3.3 C.17.3.2). */
export function observedAt(ObservationDateTime: string, observed: ContentItem): ContentItem {
  return { ...observed, ObservationDateTime };
}

export function uidReference(relationship: Relationship, concept: Code, UID: string): ContentItem {
  return item(relationship, 'UIDREF', concept, { UID });
}

export function number(
  relationship: Relationship,
  concept: Code,
  { value, unit }: { readonly value: number; readonly unit: Code },
  children: readonly ContentItem[] = [],
): ContentItem {
  const MeasuredValueSequence = [
    {
      NumericValue: decimalString(value),
      FloatingPointValue: value,
      MeasurementUnitsCodeSequence: [codeItem(unit)],
    },
  ];
  return item(relationship, 'NUM', concept, { MeasuredValueSequence }, children);
}

/** An image, without a heading of its own. */
export function image(relationship: Relationship, cited: CitedFrames): ContentItem {
  const { SOPClassUID, SOPInstanceUID, frameNumbers } = cited;
  return item(relationship, 'IMAGE', undefined, {
    ReferencedSOPSequence: [
      {
        ReferencedSOPClassUID: SOPClassUID,
        ReferencedSOPInstanceUID: SOPInstanceUID,
        ...(frameNumbers ? { ReferencedFrameNumber: frameNumbers } : {}),
      },
    ],
  });
}

/**
 * A closed line on one frame.
 *
 * @param points in pixels from the upper left corner of the image, without the first one repeated
 */
export function outline(
  relationship: Relationship,
  concept: Code,
  points: readonly { readonly x: number; readonly y: number }[],
  cited: CitedFrames,
): ContentItem {
  const GraphicData = [...points, points[0]].flatMap(({ x, y }) => [x, y]);
  return item(relationship, 'SCOORD', concept, { GraphicData, GraphicType: 'POLYLINE' }, [
    image('SELECTED FROM', cited),
  ]);
}
