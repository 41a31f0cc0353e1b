import type { NaturalizedDataset } from '../dataset';
import { decimalString } from '../values/decimal-string';
import { codeSequence, type Code } from './coding';

/** Content items of structured reports by value type (PS3.3 C.17.3.2), naturalised. */
export type WrittenItem = NaturalizedDataset;

/** Relationship Type of an item to its parent (PS3.3 C.17.3.2.4). */
export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS ACQ CONTEXT'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM'
  | 'SELECTED FROM';

/** An instance that is cited, and which of its frames: 1-based, all where none is given. */
export interface ReferencedFrames {
  readonly SOPClassUID: string;
  readonly SOPInstanceUID: string;
  readonly frameNumbers?: readonly number[];
}

/** A number and its UCUM unit. */
export interface Quantity {
  readonly value: number;
  readonly unit: Code;
}

function item(
  RelationshipType: Relationship,
  ValueType: string,
  name: Code | undefined,
  attributes: NaturalizedDataset,
  children: readonly WrittenItem[] = [],
): WrittenItem {
  return {
    RelationshipType,
    ValueType,
    ...(name && { ConceptNameCodeSequence: codeSequence(name) }),
    ...attributes,
    ...withChildren(children),
  };
}

function withChildren(children: readonly WrittenItem[]): NaturalizedDataset {
  return children.length > 0 ? { ContentSequence: children } : {};
}

/**
 * The attributes of a report that make up the root of its content tree.
 *
 * @param templateId of PS3.16, such as '1500'
 */
export function rootContainer(
  title: Code,
  children: readonly WrittenItem[],
  templateId?: string,
): NaturalizedDataset {
  return {
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: codeSequence(title),
    ContinuityOfContent: 'SEPARATE',
    ...(templateId && { ContentTemplateSequence: templateSequence(templateId) }),
    ...withChildren(children),
  };
}

/** @param templateId of PS3.16, such as '1501' */
export function containerItem(
  name: Code,
  children: readonly WrittenItem[],
  templateId?: string,
): WrittenItem {
  return { RelationshipType: 'CONTAINS', ...rootContainer(name, children, templateId) };
}

function templateSequence(TemplateIdentifier: string): NaturalizedDataset[] {
  return [{ MappingResource: 'DCMR', TemplateIdentifier }];
}

export function textItem(relationship: Relationship, name: Code, TextValue: string): WrittenItem {
  return item(relationship, 'TEXT', name, { TextValue });
}

export function codeItem(
  relationship: Relationship,
  name: Code,
  value: Code,
  children: readonly WrittenItem[] = [],
): WrittenItem {
  return item(relationship, 'CODE', name, { ConceptCodeSequence: codeSequence(value) }, children);
}

/** @param PersonName as of VR PN (PS3.5 6.2.1) */
export function personNameItem(
  relationship: Relationship,
  name: Code,
  PersonName: string,
): WrittenItem {
  return item(relationship, 'PNAME', name, { PersonName });
}

export function uidReferenceItem(relationship: Relationship, name: Code, UID: string): WrittenItem {
  return item(relationship, 'UIDREF', name, { UID });
}

/** @param quantity undefined for a measurement without a value */
export function numericItem(
  relationship: Relationship,
  name: Code,
  quantity: Quantity | undefined,
  children: readonly WrittenItem[] = [],
): WrittenItem {
  const MeasuredValueSequence = quantity ? [measuredValue(quantity)] : [];
  return item(relationship, 'NUM', name, { MeasuredValueSequence }, children);
}

function measuredValue({ value, unit }: Quantity): NaturalizedDataset {
  return {
    NumericValue: decimalString(value),
    FloatingPointValue: value,
    MeasurementUnitsCodeSequence: codeSequence(unit),
  };
}

/** @param name undefined for an image that is only listed or cited */
export function imageItem(
  relationship: Relationship,
  { SOPClassUID, SOPInstanceUID, frameNumbers }: ReferencedFrames,
  name?: Code,
): WrittenItem {
  return item(relationship, 'IMAGE', name, {
    ReferencedSOPSequence: [
      {
        ReferencedSOPClassUID: SOPClassUID,
        ReferencedSOPInstanceUID: SOPInstanceUID,
        ...(frameNumbers && { ReferencedFrameNumber: frameNumbers }),
      },
    ],
  });
}

/**
 * A closed polyline (SCOORD) on one frame.
 *
 * @param points in pixels from the upper left corner of the image, without the first one repeated
 */
export function closedPolylineItem(
  relationship: Relationship,
  name: Code,
  points: readonly { readonly x: number; readonly y: number }[],
  frames: ReferencedFrames,
): WrittenItem {
  const GraphicData = [...points, points[0]].flatMap(({ x, y }) => [x, y]);
  return item(relationship, 'SCOORD', name, { GraphicData, GraphicType: 'POLYLINE' }, [
    imageItem('SELECTED FROM', frames),
  ]);
}
