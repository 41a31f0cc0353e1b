/** Builds structured reports for tests. */
import { container, type Item, type WrittenCode } from '@echonet/dicom';
import { DicomDict, DicomMessage, DicomMetaDictionary } from '@echonet/dicom/node';

/** A report's file. */
export function reportFile(
  title: WrittenCode,
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
export function report(title: WrittenCode, children: readonly Item[]): Item {
  return datasetOf(reportFile(title, children));
}
