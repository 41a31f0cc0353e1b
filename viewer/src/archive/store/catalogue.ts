import type { JsonDataset } from '../dicom/json';

/** One stored instance as searches see it. */
export interface CatalogueEntry {
  StudyInstanceUID: string;
  SeriesInstanceUID: string;
  SOPInstanceUID: string;
  SOPClassUID: string;
  transferSyntaxUID: string;
  /** Path of the stored file. */
  file: string;
  /** SHA-256 of the stored file, hexadecimal. */
  sha256: string;
  /** The attributes that searches match and return. */
  attributes: JsonDataset;
}

/** The instances of one series. */
export interface SeriesEntries {
  SeriesInstanceUID: string;
  instances: CatalogueEntry[];
}

/** The series of one study. */
export interface StudyEntries {
  StudyInstanceUID: string;
  series: SeriesEntries[];
}

/** Attributes kept in memory for searches (PS3.18 tables 10.6.3-3 to -5). */
const searchTags = [
  '00080005',
  '00080016',
  '00080018',
  '00080020',
  '00080021',
  '00080030',
  '00080031',
  '00080050',
  '00080060',
  '00080090',
  '00081030',
  '0008103E',
  '00081050',
  '00100010',
  '00100020',
  '00100030',
  '00100040',
  '0020000D',
  '0020000E',
  '00200010',
  '00200011',
  '00200013',
  '00280008',
  '00280010',
  '00280011',
  '00280100',
  '00400244',
  '00400245',
];

/** The part of an instance's metadata that searches need. */
export function searchAttributes(metadata: JsonDataset): JsonDataset {
  return Object.fromEntries(
    searchTags.filter((tag) => tag in metadata).map((tag) => [tag, metadata[tag]]),
  );
}

/** What is stored, in memory, in the order of arrival. */
export class Catalogue {
  private readonly studies = new Map<string, Map<string, Map<string, CatalogueEntry>>>();
  private readonly bySopInstance = new Map<string, CatalogueEntry>();

  /** Number of stored instances. */
  get size(): number {
    return this.bySopInstance.size;
  }

  /** Adds an instance that is on disk. */
  add(entry: CatalogueEntry): void {
    const study = getOrAdd(this.studies, entry.StudyInstanceUID, () => new Map());
    const series = getOrAdd(study, entry.SeriesInstanceUID, () => new Map());
    series.set(entry.SOPInstanceUID, entry);
    this.bySopInstance.set(entry.SOPInstanceUID, entry);
  }

  /** The instance of that identifier, in whichever study. */
  findInstance(SOPInstanceUID: string): CatalogueEntry | undefined {
    return this.bySopInstance.get(SOPInstanceUID);
  }

  /** Every study, or the one asked for. */
  listStudies(StudyInstanceUID?: string): StudyEntries[] {
    return select(this.studies, StudyInstanceUID).map(([uid, series]) => ({
      StudyInstanceUID: uid,
      series: [...series].map(([SeriesInstanceUID, instances]) => ({
        SeriesInstanceUID,
        instances: [...instances.values()],
      })),
    }));
  }

  /** Every instance below what the identifiers name. */
  listInstances(
    StudyInstanceUID?: string,
    SeriesInstanceUID?: string,
    SOPInstanceUID?: string,
  ): CatalogueEntry[] {
    return select(this.studies, StudyInstanceUID)
      .flatMap(([, series]) => select(series, SeriesInstanceUID))
      .flatMap(([, instances]) => select(instances, SOPInstanceUID))
      .map(([, entry]) => entry);
  }
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const added = make();
  map.set(key, added);
  return added;
}

function select<V>(map: Map<string, V>, key: string | undefined): [string, V][] {
  if (key === undefined) return [...map];
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}
