import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DicomDict, DicomMetaDictionary } from '../dcmjs';
import { deterministicUid } from '../uid/deterministic-uid';

/**
 * A data set as the bytes of a DICOM Part 10 file.
 *
 * @param dataset naturalised, with SOPClassUID and SOPInstanceUID
 */
export function encodePart10(
  dataset: Readonly<Record<string, unknown>>,
  transferSyntaxUid: string,
): Uint8Array {
  const part10 = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: dataset.SOPClassUID,
      MediaStorageSOPInstanceUID: dataset.SOPInstanceUID,
      TransferSyntaxUID: transferSyntaxUid,
      ImplementationClassUID: deterministicUid('echonet for ohif, training'),
      ImplementationVersionName: 'ECHONET_OHIF',
    }),
  );
  part10.dict = DicomMetaDictionary.denaturalizeDataset({
    _vrMap: {},
    ...dataset,
    // UTF-8, in which dcmjs writes all text.
    SpecificCharacterSet: 'ISO_IR 192',
  });
  return new Uint8Array(part10.write({ fragmentMultiframe: false }));
}

/**
 * Writes a file to another name first, so that a file of this name is always whole.
 *
 * @throws Error naming the file when its content cannot be made or the disk refuses
 */
export async function writeWhole(
  file: string,
  content: () => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await writeFile(unfinished, await content());
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new Error(`${path.basename(file)} cannot be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
