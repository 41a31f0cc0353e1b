import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Archive, JsonDataset } from './archive';
import { partialSuffix } from './receive-instance';

export interface ListedInstance {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
  readonly Modality: string;
}

export interface ListedStudy {
  readonly StudyInstanceUID: string;
  /** Absent when the archive does not state it. */
  readonly NumberOfStudyRelatedInstances?: number;
}

const tags = {
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  Modality: '00080060',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  NumberOfStudyRelatedInstances: '00201206',
} as const;

/** Echo clips and structured reports. */
const modalities: readonly string[] = ['US', 'SR'];

/** Volumes in vendors' private formats, often gigabytes, which cannot be decoded here. */
const rawDataStorage = '1.2.840.10008.5.1.4.1.1.66';

const pageLength = 200;

/**
 * The studies with ultrasound that match a query, page by page (QIDO-RS, PS3.18 10.6).
 *
 * @param query further keys, such as StudyDate=20200101-20201231
 * @param found called with the number found so far
 * @returns studies by Study Instance UID, in the archive's order
 */
export async function findStudies(
  archive: Archive,
  query: Readonly<Record<string, string>>,
  found: (count: number) => void,
): Promise<Map<string, ListedStudy>> {
  const studies = new Map<string, ListedStudy>();
  const keys = {
    ModalitiesInStudy: 'US',
    includefield: tags.NumberOfStudyRelatedInstances,
    ...query,
  };
  // Until an empty page: some archives send fewer results than requested without saying so.
  for await (const page of pages(archive, '/studies', keys, 'until empty')) {
    for (const dataset of page) {
      const StudyInstanceUID = uid(dataset, 'StudyInstanceUID');
      const count = Number(value(dataset, 'NumberOfStudyRelatedInstances') || 'NaN');
      studies.set(StudyInstanceUID, {
        StudyInstanceUID,
        NumberOfStudyRelatedInstances: Number.isFinite(count) ? count : undefined,
      });
    }
    found(studies.size);
  }
  return studies;
}

/**
 * The ultrasound and report instances of a study. The list is cached in a file and requested again
 * only when the study's number of instances has changed.
 *
 * @param directory of the cached lists
 */
export async function findInstances(
  archive: Archive,
  study: ListedStudy,
  directory: string,
): Promise<ListedInstance[]> {
  const file = path.join(directory, `${study.StudyInstanceUID}.json`);
  const kept = await readList(file, study);
  if (kept) {
    return kept;
  }
  const instances: ListedInstance[] = [];
  const { StudyInstanceUID } = study;
  const seriesPath = `/studies/${StudyInstanceUID}/series`;
  for await (const page of pages(archive, seriesPath, {}, 'until short')) {
    for (const series of page) {
      const Modality = value(series, 'Modality');
      if (!modalities.includes(Modality)) {
        continue;
      }
      const SeriesInstanceUID = uid(series, 'SeriesInstanceUID');
      const instancesPath = `${seriesPath}/${SeriesInstanceUID}/instances`;
      for await (const instancePage of pages(archive, instancesPath, {}, 'until short')) {
        for (const instance of instancePage) {
          if (value(instance, 'SOPClassUID') === rawDataStorage) {
            continue;
          }
          const SOPInstanceUID = uid(instance, 'SOPInstanceUID');
          instances.push({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, Modality });
        }
      }
    }
  }
  await keepList(file, study, instances);
  return instances;
}

async function* pages(
  archive: Archive,
  resource: string,
  query: Readonly<Record<string, string>>,
  end: 'until empty' | 'until short',
): AsyncGenerator<JsonDataset[]> {
  let last = '';
  for (let offset = 0; ;) {
    const { results, more } = await archive.search(resource, {
      ...query,
      limit: String(pageLength),
      offset: String(offset),
    });
    const page = JSON.stringify(results);
    // An archive that ignores the offset sends the same page forever.
    if (results.length === 0 || page === last) {
      return;
    }
    yield results;
    if (end === 'until short' && results.length < pageLength && !more) {
      return;
    }
    offset += results.length;
    last = page;
  }
}

function value(dataset: JsonDataset, name: keyof typeof tags): string {
  const first = dataset[tags[name]]?.Value?.[0];
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : '';
}

/** @throws Error when it is not a UID, since it becomes part of URLs and file names */
function uid(dataset: JsonDataset, name: keyof typeof tags): string {
  const text = value(dataset, name);
  if (!/^[0-9]+(\.[0-9]+)*$/.test(text) || text.length > 64) {
    throw new InvalidAnswer(
      `The archive sent a ${name} that is none: "${text.slice(0, 80).replace(/[^ -~]/g, '?')}".`,
    );
  }
  return text;
}

/** The archive's answer violates the standard; the message is one sentence. */
export class InvalidAnswer extends Error {}

interface KeptList {
  readonly NumberOfStudyRelatedInstances?: number;
  readonly instances: ListedInstance[];
}

async function readList(
  file: string,
  { NumberOfStudyRelatedInstances }: ListedStudy,
): Promise<ListedInstance[] | undefined> {
  if (NumberOfStudyRelatedInstances === undefined) {
    return undefined;
  }
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as KeptList;
    const fits = kept.NumberOfStudyRelatedInstances === NumberOfStudyRelatedInstances;
    return fits && Array.isArray(kept.instances) ? kept.instances : undefined;
  } catch {
    return undefined;
  }
}

async function keepList(
  file: string,
  { NumberOfStudyRelatedInstances }: ListedStudy,
  instances: ListedInstance[],
): Promise<void> {
  const kept: KeptList = { NumberOfStudyRelatedInstances, instances };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file + partialSuffix, JSON.stringify(kept));
  await rename(file + partialSuffix, file);
}
