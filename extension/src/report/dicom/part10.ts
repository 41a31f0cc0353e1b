import dcmjs from 'dcmjs';
import type { NaturalDataset } from './dataset';
import { implementation } from './software';

// What dcmjs warns of is checked by our own tests, with validators that know more.
dcmjs.log.setLevel('silent');
dcmjs.log.getLogger('validation.dcmjs').setLevel('silent');

/** Transfer syntaxes that are written. */
export const transferSyntax = {
  explicitLittleEndian: '1.2.840.10008.1.2.1',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
} as const;

/**
 * A data set as a DICOM Part 10 file. Text is written in UTF-8, whatever the source had.
 *
 * @param dataset naturalised; SOPClassUID and SOPInstanceUID among it, `_vrMap` where a VR is open
 */
export function encodePart10(dataset: NaturalDataset, TransferSyntaxUID: string): ArrayBuffer {
  const { DicomDict, DicomMetaDictionary } = dcmjs.data;
  const file = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: dataset.SOPClassUID,
      MediaStorageSOPInstanceUID: dataset.SOPInstanceUID,
      TransferSyntaxUID,
      ImplementationClassUID: implementation.classUid,
      ImplementationVersionName: implementation.versionName,
    }),
  );
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    ...dataset,
    SpecificCharacterSet: 'ISO_IR 192',
  });
  return file.write({ fragmentMultiframe: false });
}
