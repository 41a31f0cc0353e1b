import {
  DCM,
  findItem,
  firstText,
  isCode,
  readContentTree,
  software,
  type NaturalizedDataset,
} from '@echonet/dicom';
import type { DisplaySet } from '../../host/contracts';
import type { StoredReference } from '../sr/report-context';

/** The newest procedure report of this software among the display sets, if any. */
export function earlierProcedureReports(displaySets: readonly DisplaySet[]): StoredReference[] {
  const found = displaySets
    .filter(({ Modality }) => Modality === 'SR')
    .flatMap(({ instances, instance }) => instances ?? [instance])
    .flatMap((instance) => referenceOf(instance) ?? [])
    .sort((a, b) => b.time.localeCompare(a.time));
  return found.slice(0, 1).map(({ reference }) => reference);
}

function referenceOf(instance: unknown) {
  const root = readContentTree(instance);
  const isOurs =
    findItem(root?.children ?? [], DCM.DeviceObserverManufacturer)?.text === software.manufacturer;
  if (!isOurs || !isCode(root?.name, DCM.AdultEchocardiographyProcedureReport)) {
    return undefined;
  }
  const attributes = instance as NaturalizedDataset;
  const reference = {
    SOPClassUID: firstText(attributes.SOPClassUID),
    SOPInstanceUID: firstText(attributes.SOPInstanceUID),
    SeriesInstanceUID: firstText(attributes.SeriesInstanceUID),
    StudyInstanceUID: firstText(attributes.StudyInstanceUID),
  };
  const time = `${firstText(attributes.ContentDate)}${firstText(attributes.ContentTime)}`;
  return Object.values(reference).every(Boolean) ? { reference, time } : undefined;
}
