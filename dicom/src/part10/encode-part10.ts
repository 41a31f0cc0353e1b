import type { NaturalizedDataset } from '../dataset';
import { DicomDict, DicomMetaDictionary } from '../dcmjs';
import { implementationVersionName } from '../uid/software';

/** UTF-8, in which dcmjs writes all text, whatever the source of the data set was in. */
const specificCharacterSet = 'ISO_IR 192';

/** What the File Meta Information (PS3.10 7.1) says beside the SOP class and instance. */
export interface FileMeta {
  readonly TransferSyntaxUID: string;
  /** One of `implementationClassUid`. */
  readonly ImplementationClassUID: string;
}

/**
 * Encodes a data set as a DICOM Part 10 file.
 *
 * @param dataset has SOPClassUID and SOPInstanceUID, and `_vrMap` where the VR depends on the data
 */
export function encodePart10(
  dataset: NaturalizedDataset,
  { TransferSyntaxUID, ImplementationClassUID }: FileMeta,
): ArrayBuffer {
  const part10 = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: dataset.SOPClassUID,
      MediaStorageSOPInstanceUID: dataset.SOPInstanceUID,
      TransferSyntaxUID,
      ImplementationClassUID,
      ImplementationVersionName: implementationVersionName,
    }),
  );
  part10.dict = DicomMetaDictionary.denaturalizeDataset({
    _vrMap: {},
    ...dataset,
    SpecificCharacterSet: specificCharacterSet,
  });
  return part10.write({ fragmentMultiframe: false });
}
