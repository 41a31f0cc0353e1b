import type { JsonAttribute, JsonDataset } from '../dicom/json';
import type { CatalogueEntry, SeriesEntries, StudyEntries } from '../store/catalogue';
import { attributeMatches } from './match';
import type { Query, QueryKey } from './query';

/** A match: the attributes to return and the instance that represents it. */
export interface Match {
  dataset: JsonDataset;
  representative: CatalogueEntry;
}

const studyTags = [
  '00080005',
  '00080020',
  '00080030',
  '00080050',
  '00080090',
  '00081030',
  '00100010',
  '00100020',
  '00100030',
  '00100040',
  '0020000D',
  '00200010',
];
const seriesTags = [
  '00080005',
  '00080021',
  '00080031',
  '00080060',
  '0008103E',
  '0020000E',
  '00200011',
  '00400244',
  '00400245',
];
const instanceTags = [
  '00080005',
  '00080016',
  '00080018',
  '00200013',
  '00280008',
  '00280010',
  '00280011',
  '00280100',
];

/** Finds studies (PS3.18 table 10.6.3-3). A series or instance key asks for studies that hold one. */
export function searchStudies(studies: StudyEntries[], query: Query): Match[] {
  return studies
    .filter((study) => study.series.some((series) => seriesMatches(study, series, query.keys)))
    .map((study) => ({
      dataset: { ...pick(study.series[0].instances[0], studyTags), ...studySummary(study) },
      representative: study.series[0].instances[0],
    }))
    .sort((a, b) => compareText(b, a, '00080020') || compareText(b, a, '00080030'));
}

/** Finds series (PS3.18 table 10.6.3-4). */
export function searchSeries(studies: StudyEntries[], query: Query): Match[] {
  return studies.flatMap((study) =>
    study.series
      .filter((series) => seriesMatches(study, series, query.keys))
      .map((series) => ({
        dataset: {
          ...pick(series.instances[0], [...studyTags, ...seriesTags]),
          ...seriesSummary(series),
        },
        representative: series.instances[0],
      })),
  );
}

/** Finds instances (PS3.18 table 10.6.3-5). */
export function searchInstances(studies: StudyEntries[], query: Query): Match[] {
  return studies.flatMap((study) =>
    study.series.flatMap((series) =>
      series.instances
        .filter((instance) => instanceMatches(study, series, instance, query.keys))
        .map((instance) => ({
          dataset: pick(instance, [...studyTags, ...seriesTags, ...instanceTags]),
          representative: instance,
        })),
    ),
  );
}

function seriesMatches(study: StudyEntries, series: SeriesEntries, keys: QueryKey[]): boolean {
  return series.instances.some((instance) => instanceMatches(study, series, instance, keys));
}

function instanceMatches(
  study: StudyEntries,
  series: SeriesEntries,
  instance: CatalogueEntry,
  keys: QueryKey[],
): boolean {
  if (keys.length === 0) {
    return true;
  }
  const attributes = { ...instance.attributes, ...studySummary(study), ...seriesSummary(series) };
  return keys.every(({ tag, vr, value }) => attributeMatches(attributes[tag], vr, value));
}

/** Modalities in Study and the numbers of related series and instances. */
function studySummary(study: StudyEntries): JsonDataset {
  const modalities = study.series.flatMap(({ instances }) =>
    instances.flatMap(({ attributes }) => attributes['00080060']?.Value ?? []),
  );
  const instances = study.series.reduce((sum, series) => sum + series.instances.length, 0);
  return {
    // OHIF's study list fails on a Modalities in Study without a value: leave it out then.
    ...(modalities.length > 0 ? { '00080061': attribute('CS', [...new Set(modalities)]) } : {}),
    '00201206': attribute('IS', [study.series.length]),
    '00201208': attribute('IS', [instances]),
  };
}

function seriesSummary(series: SeriesEntries): JsonDataset {
  return { '00201209': attribute('IS', [series.instances.length]) };
}

function attribute(vr: string, Value: unknown[]): JsonAttribute {
  return { vr, Value };
}

function pick({ attributes }: CatalogueEntry, tags: string[]): JsonDataset {
  return Object.fromEntries(
    tags.filter((tag) => tag in attributes).map((tag) => [tag, attributes[tag]]),
  );
}

function compareText(a: Match, b: Match, tag: string): number {
  const text = ({ dataset }: Match): string => String(dataset[tag]?.Value?.[0] ?? '');
  return text(a).localeCompare(text(b));
}
