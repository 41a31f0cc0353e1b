import type { Archive, JsonDataset } from './archive';
import { uid, type TagName } from './result-values';

export interface SearchResult {
  /** Each once, in the archive's order. */
  readonly results: readonly JsonDataset[];
  /** The archive says that there are more, but does not send them. */
  readonly hasMore: boolean;
  /** It sends the first page again, so that it cannot be told whether there are more. */
  readonly ignoresOffset: boolean;
}

const pageLength = 200;

/** Longest page requested of an archive that ignores the offset. */
const longestPage = 200_000;

/**
 * All results of a search, page by page until one brings nothing new: some archives send shorter
 * pages than requested without saying so. One that ignores the offset is asked for longer pages.
 *
 * @param key UID that tells results apart
 * @param expected number of results, where the archive has stated it; saves the last request
 * @param onPage called with the number found so far
 */
export async function searchAll(
  archive: Archive,
  resource: string,
  query: Readonly<Record<string, string>>,
  {
    key,
    expected,
    onPage,
  }: {
    readonly key: TagName;
    readonly expected?: number;
    readonly onPage?: (found: number) => void;
  },
): Promise<SearchResult> {
  const found = new Map<string, JsonDataset>();
  const done = (hasMore: boolean, ignoresOffset = false) => ({
    results: [...found.values()],
    hasMore,
    ignoresOffset,
  });
  let limit = pageLength;
  let offset = 0;
  for (;;) {
    const { results, more } = await archive.search(resource, {
      ...query,
      limit: String(limit),
      offset: String(offset),
    });
    const before = found.size;
    results.forEach((dataset) => found.set(uid(dataset, key), dataset));
    onPage?.(found.size);
    if (results.length === 0) {
      return done(more);
    }
    if (found.size > before) {
      offset += results.length;
      if (expected !== undefined && found.size >= expected && results.length < limit && !more) {
        return done(false);
      }
    } else if (results.length >= limit && limit < longestPage) {
      limit *= 10;
      offset = 0;
    } else {
      return done(more, true);
    }
  }
}
