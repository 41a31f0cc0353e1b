/** Structured reports for tests, with codes written 'LN:18043-0|meaning'. */
import {
  codeItem,
  coding,
  containerItem,
  implementationClassUid,
  numericItem,
  rootContainer,
  SopClass,
  textItem,
  TransferSyntax,
  ucum,
  uidReferenceItem,
  type Code,
  type NaturalizedDataset,
  type Relationship,
  type WrittenItem,
} from '..';
import { DicomMessage, DicomMetaDictionary, encodePart10 } from '../part10';

/** 'scheme:value|meaning', or 'scheme:value' where the meaning is the value. */
export type WrittenCode = string;

function parseCode(written: WrittenCode): Code {
  const [, scheme, value, meaning] = /^([^:]+):([^|]+)(?:\|(.*))?$/.exec(written)!;
  return coding(scheme)(value, meaning);
}

export function container(name: WrittenCode, children: readonly WrittenItem[]): WrittenItem {
  return containerItem(parseCode(name), children);
}

export function coded(
  name: WrittenCode,
  value: WrittenCode,
  relationship: Relationship = 'HAS CONCEPT MOD',
): WrittenItem {
  return codeItem(relationship, parseCode(name), parseCode(value));
}

export function text(
  name: WrittenCode,
  value: string,
  relationship: Relationship = 'HAS CONCEPT MOD',
): WrittenItem {
  return textItem(relationship, parseCode(name), value);
}

export function uidRef(name: WrittenCode, uid: string, relationship: Relationship): WrittenItem {
  return uidReferenceItem(relationship, parseCode(name), uid);
}

/** @param unit UCUM; an undefined value makes a measurement without one */
export function num(
  name: WrittenCode,
  value: number | undefined,
  unit: string,
  children: readonly WrittenItem[] = [],
): WrittenItem {
  const quantity = value === undefined ? undefined : { value, unit: ucum(unit) };
  return numericItem('CONTAINS', parseCode(name), quantity, children);
}

/** A report as it is read, without a file. */
export function reportDataset(
  title: WrittenCode,
  children: readonly WrittenItem[],
  attributes: NaturalizedDataset = {},
): NaturalizedDataset {
  return {
    SOPClassUID: SopClass.ComprehensiveSRStorage,
    SOPInstanceUID: '1.2.3.4',
    Modality: 'SR',
    ...attributes,
    ...rootContainer(parseCode(title), children),
  };
}

/** The Part 10 file of a report. */
export function reportFile(
  title: WrittenCode,
  children: readonly WrittenItem[],
  attributes: NaturalizedDataset = {},
): Uint8Array {
  return new Uint8Array(
    encodePart10(reportDataset(title, children, attributes), {
      TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
      ImplementationClassUID: implementationClassUid.training,
    }),
  );
}

export function datasetOf(file: Uint8Array): NaturalizedDataset {
  const { dict } = DicomMessage.readFile(new Uint8Array(file).buffer);
  return DicomMetaDictionary.naturalizeDataset(dict);
}

/** A report as it is read from its file. */
export function report(
  title: WrittenCode,
  children: readonly WrittenItem[],
  attributes: NaturalizedDataset = {},
): NaturalizedDataset {
  return datasetOf(reportFile(title, children, attributes));
}
