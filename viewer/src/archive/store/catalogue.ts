import type { JsonDataset } from '../dicom/json';

export interface CatalogueEntry {
  StudyInstanceUID: string;
  SeriesInstanceUID: string;
  SOPInstanceUID: string;
  SOPClassUID: string;
  transferSyntaxUID: string;
  file: string;
  /** SHA-256 of the stored file, hexadecimal. */
  sha256: string;
  /** Attributes that searches match and return; see {@link searchTags}. */
  attributes: JsonDataset;
}

export interface SeriesEntries {
  SeriesInstanceUID: string;
  instances: CatalogueEntry[];
}

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

/** Selects the attributes that searches need. */
export function searchAttributes(metadata: JsonDataset): JsonDataset {
  return Object.fromEntries(
    searchTags.filter((tag) => tag in metadata).map((tag) => [tag, metadata[tag]]),
  );
}

/** In-memory index of the stored instances, in order of arrival. */
export class Catalogue {
  private readonly studies = new Map<string, Map<string, Map<string, CatalogueEntry>>>();
  private readonly bySopInstance = new Map<string, CatalogueEntry>();

  get size(): number {
    return this.bySopInstance.size;
  }

  add(entry: CatalogueEntry): void {
    const study = getOrAdd(
      this.studies,
      entry.StudyInstanceUID,
      () => new Map<string, Map<string, CatalogueEntry>>(),
    );
    const series = getOrAdd(
      study,
      entry.SeriesInstanceUID,
      () => new Map<string, CatalogueEntry>(),
    );
    series.set(entry.SOPInstanceUID, entry);
    this.bySopInstance.set(entry.SOPInstanceUID, entry);
  }

  findInstance(SOPInstanceUID: string): CatalogueEntry | undefined {
    return this.bySopInstance.get(SOPInstanceUID);
  }

  listStudies(StudyInstanceUID?: string): StudyEntries[] {
    return select(this.studies, StudyInstanceUID).map(([uid, series]) => ({
      StudyInstanceUID: uid,
      series: [...series].map(([SeriesInstanceUID, instances]) => ({
        SeriesInstanceUID,
        instances: [...instances.values()],
      })),
    }));
  }

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
  if (known !== undefined) {
    return known;
  }
  const added = make();
  map.set(key, added);
  return added;
}

function select<V>(map: Map<string, V>, key: string | undefined): [string, V][] {
  if (key === undefined) {
    return [...map];
  }
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}
