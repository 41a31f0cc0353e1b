import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Archive, JsonDataset } from './archive';
import { partialSuffix } from './receive-instance';
import { count, Tag, uid, value } from './result-values';
import { searchAll, type SearchResult } from './search-all';

export interface ListedInstance {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
  readonly Modality: string;
  /** Where the archive states it. */
  readonly NumberOfFrames?: number;
}

/** Counts are absent when the archive does not state them. */
export interface ListedStudy {
  readonly StudyInstanceUID: string;
  /** YYYYMMDD; empty where the archive does not state it. */
  readonly StudyDate: string;
  readonly NumberOfStudyRelatedSeries?: number;
  readonly NumberOfStudyRelatedInstances?: number;
}

export interface InstanceList {
  readonly instances: readonly ListedInstance[];
  /** What the archive says that it has and does not list; one sentence. */
  readonly shortfall?: string;
}

/** Echo clips and structured reports. */
const modalities: readonly string[] = ['US', 'SR'];

/**
 * SOP classes of clips and reports (PS3.4 B.5), which tell where an archive leaves Modality out:
 * ultrasound, multi-frame secondary captures, video and structured reports.
 */
const wantedSopClass =
  /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(3\.1|6\.[123]|7(\.[1-4])?|77\.1\.[124]\.1|88\.\d+)$/;

/** Volumes in vendors' private formats, often gigabytes, which cannot be decoded here. */
const rawDataStorage = '1.2.840.10008.5.1.4.1.1.66';

/**
 * The studies with ultrasound that match a query, page by page (QIDO-RS, PS3.18 10.6).
 *
 * @param query further keys, such as StudyDate=20200101-20201231
 * @param found called with the number found so far
 * @returns studies by Study Instance UID, in the archive's order, and what it does not list
 */
export async function findStudies(
  archive: Archive,
  query: Readonly<Record<string, string>>,
  found: (count: number) => void,
): Promise<{
  readonly studies: ReadonlyMap<string, ListedStudy>;
  readonly shortfall?: string;
}> {
  const keys = {
    ModalitiesInStudy: 'US',
    includefield: [
      ...[Tag.NumberOfStudyRelatedSeries, Tag.NumberOfStudyRelatedInstances, Tag.Modality],
    ].join(','),
    ...query,
  };
  const all = await searchAll(archive, '/studies', keys, {
    key: 'StudyInstanceUID',
    onPage: found,
  });
  const studies = new Map(
    all.results.map((dataset) => {
      const StudyInstanceUID = uid(dataset, 'StudyInstanceUID');
      return [
        StudyInstanceUID,
        {
          StudyInstanceUID,
          StudyDate: value(dataset, 'StudyDate'),
          NumberOfStudyRelatedSeries: count(dataset, 'NumberOfStudyRelatedSeries'),
          NumberOfStudyRelatedInstances: count(dataset, 'NumberOfStudyRelatedInstances'),
        },
      ];
    }),
  );
  const shortfall = shortfallOf('studies', all, undefined);
  return { studies, shortfall: shortfall && `${shortfall} ${narrower}` };
}

const narrower = 'Fetch them in parts, such as with --query StudyDate=20200101-20200131.';

/**
 * The ultrasound and report instances of a study. A whole list is cached in a file and requested
 * again only when the study's number of instances has changed.
 *
 * @param directory of the cached lists
 */
export async function findInstances(
  archive: Archive,
  study: ListedStudy,
  directory: string,
): Promise<InstanceList> {
  const file = path.join(directory, `${study.StudyInstanceUID}.json`);
  const kept = await readList(file, study);
  if (kept) {
    return { instances: kept };
  }
  const seriesPath = `/studies/${study.StudyInstanceUID}/series`;
  const includefield = `${Tag.Modality},${Tag.NumberOfSeriesRelatedInstances}`;
  const all = await searchAll(
    archive,
    seriesPath,
    { includefield },
    { key: 'SeriesInstanceUID', expected: study.NumberOfStudyRelatedSeries },
  );
  const shortfalls = [
    shortfallOf(`series of study ${study.StudyInstanceUID}`, all, study.NumberOfStudyRelatedSeries),
  ];
  const instances: ListedInstance[] = [];
  let listed = 0;
  let isPassedOver = false;
  for (const series of all.results) {
    const Modality = value(series, 'Modality');
    if (Modality !== '' && !modalities.includes(Modality)) {
      isPassedOver = true;
      continue;
    }
    const SeriesInstanceUID = uid(series, 'SeriesInstanceUID');
    const expected = count(series, 'NumberOfSeriesRelatedInstances');
    const found = await searchAll(
      archive,
      `${seriesPath}/${SeriesInstanceUID}/instances`,
      {},
      { key: 'SOPInstanceUID', expected },
    );
    shortfalls.push(shortfallOf(`instances of series ${SeriesInstanceUID}`, found, expected));
    listed += found.results.length;
    instances.push(
      ...found.results
        .filter((each) => isWanted(each, Modality))
        .map((each) => ({
          StudyInstanceUID: study.StudyInstanceUID,
          SeriesInstanceUID,
          SOPInstanceUID: uid(each, 'SOPInstanceUID'),
          Modality: Modality || value(each, 'Modality'),
          NumberOfFrames: count(each, 'NumberOfFrames'),
        })),
    );
  }
  const { NumberOfStudyRelatedInstances: total = 0 } = study;
  if (!isPassedOver && listed < total) {
    shortfalls.push(
      shortfallOfCount(`instances of study ${study.StudyInstanceUID}`, listed, total),
    );
  }
  const [first] = shortfalls.filter((each) => each !== undefined);
  if (first === undefined) {
    await keepList(file, study, instances);
  }
  return { instances, shortfall: first };
}

/** Path of an instance below the service root (PS3.18 10.4). */
export function instancePath(instance: ListedInstance): string {
  const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID } = instance;
  return `/studies/${StudyInstanceUID}/series/${SeriesInstanceUID}/instances/${SOPInstanceUID}`;
}

/** By the series' modality, or else by the instance's own or its SOP class; if in doubt, wanted. */
function isWanted(instance: JsonDataset, seriesModality: string): boolean {
  const SOPClassUID = value(instance, 'SOPClassUID');
  if (SOPClassUID === rawDataStorage) {
    return false;
  }
  const Modality = seriesModality || value(instance, 'Modality');
  if (Modality !== '') {
    return modalities.includes(Modality);
  }
  return SOPClassUID === '' || wantedSopClass.test(SOPClassUID);
}

/** @returns a sentence about what the archive does not list; undefined where all is listed */
function shortfallOf(
  what: string,
  { results, hasMore, ignoresOffset }: SearchResult,
  expected: number | undefined,
): string | undefined {
  const listed = results.length;
  if (expected !== undefined) {
    return listed < expected ? shortfallOfCount(what, listed, expected) : undefined;
  }
  if (hasMore) {
    return `The archive lists ${listed} ${what} and says that it has more, which it does not send.`;
  }
  return ignoresOffset
    ? `The archive sends the same ${listed} ${what} for every page; whether it has more cannot be told.`
    : undefined;
}

function shortfallOfCount(what: string, listed: number, expected: number): string {
  return `The archive says that it has ${expected} ${what} and lists ${listed}; the others were not fetched.`;
}

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
