/** Builds structured reports for tests, as naturalised content items. */
import { DicomDict, DicomMessage, DicomMetaDictionary } from '../../dicom/dcmjs';

/** 'scheme:value' with the meaning after a bar, as in 'LN:18043-0|Ejection Fraction'. */
type Written = string;
type Item = Record<string, unknown>;

function code(written: Written): Item[] {
  const [scheme, ...rest] = written.split(':');
  const [CodeValue, CodeMeaning = CodeValue] = rest.join(':').split('|');
  return [{ CodeValue, CodingSchemeDesignator: scheme, CodeMeaning }];
}

export function container(name: Written, children: readonly Item[]): Item {
  return {
    RelationshipType: 'CONTAINS',
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: code(name),
    ContinuityOfContent: 'SEPARATE',
    ContentSequence: children,
  };
}

export function coded(name: Written, value: Written, relationship = 'HAS CONCEPT MOD'): Item {
  return {
    RelationshipType: relationship,
    ValueType: 'CODE',
    ConceptNameCodeSequence: code(name),
    ConceptCodeSequence: code(value),
  };
}

export function written(name: Written, value: string, relationship = 'HAS CONCEPT MOD'): Item {
  return {
    RelationshipType: relationship,
    ValueType: 'TEXT',
    ConceptNameCodeSequence: code(name),
    TextValue: value,
  };
}

export function num(
  name: Written,
  value: number | undefined,
  unit: string,
  children: readonly Item[] = [],
): Item {
  return {
    RelationshipType: 'CONTAINS',
    ValueType: 'NUM',
    ConceptNameCodeSequence: code(name),
    MeasuredValueSequence:
      value === undefined
        ? []
        : [
            {
              NumericValue: String(value),
              MeasurementUnitsCodeSequence: code(`UCUM:${unit}`),
            },
          ],
    ...(children.length > 0 ? { ContentSequence: children } : {}),
  };
}

/** A report's file. */
export function reportFile(
  title: Written,
  children: readonly Item[],
  attributes: Item = {},
): Uint8Array {
  const dataset = {
    _vrMap: {},
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
    SOPInstanceUID: '1.2.3.4',
    Modality: 'SR',
    ...attributes,
    ...container(title, children),
  };
  const file = new DicomDict({
    '00020002': { vr: 'UI', Value: [dataset.SOPClassUID] },
    '00020003': { vr: 'UI', Value: [dataset.SOPInstanceUID] },
    '00020010': { vr: 'UI', Value: ['1.2.840.10008.1.2.1'] },
  });
  file.dict = DicomMetaDictionary.denaturalizeDataset(dataset);
  return new Uint8Array(file.write());
}

/** The naturalised data set of a file. */
export function datasetOf(file: Uint8Array): Item {
  const { dict } = DicomMessage.readFile(new Uint8Array(file).buffer);
  return DicomMetaDictionary.naturalizeDataset(dict);
}

/** The report as it is read from a file. */
export function report(title: Written, children: readonly Item[]): Item {
  return datasetOf(reportFile(title, children));
}
