import type { JsonDataset } from './archive';

/** Attributes of search results, as DICOM JSON names them. */
export const Tag = {
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  StudyDate: '00080020',
  Modality: '00080060',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  SeriesNumber: '00200011',
  SeriesDescription: '0008103E',
  NumberOfStudyRelatedSeries: '00201206',
  NumberOfStudyRelatedInstances: '00201208',
  NumberOfSeriesRelatedInstances: '00201209',
  NumberOfFrames: '00280008',
} as const;

export type TagName = keyof typeof Tag;

/** The archive's answer violates the standard; the message is one sentence. */
export class InvalidAnswer extends Error {}

/** Empty where the archive sends none. */
export function value(dataset: JsonDataset, name: TagName): string {
  const first = dataset[Tag[name]]?.Value?.[0];
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : '';
}

/** @returns undefined where the archive does not state it */
export function count(dataset: JsonDataset, name: TagName): number | undefined {
  const text = value(dataset, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** @throws {InvalidAnswer} when it is not a UID, since it becomes part of URLs and file names */
export function uid(dataset: JsonDataset, name: TagName): string {
  const text = value(dataset, name);
  if (!/^[0-9]+(\.[0-9]+)*$/.test(text) || text.length > 64) {
    throw new InvalidAnswer(
      `The archive sent a ${name} that is none: "${text.slice(0, 80).replace(/[^ -~]/g, '?')}".`,
    );
  }
  return text;
}
