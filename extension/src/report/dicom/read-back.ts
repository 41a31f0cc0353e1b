import { implementationClassUid, type NaturalizedDataset } from '@echonet/dicom';
import { DicomMessage, DicomMetaDictionary, encodePart10 } from '@echonet/dicom/part10';

/** For tests: a data set as it comes back from an archive, through a Part 10 file. */
export function readBack(
  dataset: NaturalizedDataset,
  TransferSyntaxUID: string,
): Record<string, unknown> {
  const { dict } = DicomMessage.readFile(
    encodePart10(dataset, {
      TransferSyntaxUID,
      ImplementationClassUID: implementationClassUid.plugin,
    }),
  );
  return DicomMetaDictionary.naturalizeDataset(dict);
}
