import type { JsonAttribute } from '../dicom/json';

/** Value representations in which `*` and `?` are wildcards (PS3.4 C.2.2.2.4). */
const wildcardVrs = new Set(['AE', 'CS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
const rangeVrs = new Set(['DA', 'TM', 'DT']);

/**
 * True when an attribute fits a query value: universal, list of UIDs, wildcard, range or single
 * value matching (PS3.4 section C.2.2.2). Names and texts match in any case.
 *
 * @param attribute the stored attribute, or undefined where the instance has none
 * @param vr value representation of the query key
 * @param query the query value; empty matches everything
 */
export function attributeMatches(
  attribute: JsonAttribute | undefined,
  vr: string,
  query: string,
): boolean {
  if (query === '' || query === '*') {
    return true;
  }
  const values = (attribute?.Value ?? []).flatMap(asTexts);
  if (vr === 'UI') {
    return query.split(/[\\,]/).some((uid) => values.includes(uid));
  }
  if (rangeVrs.has(vr)) {
    return values.some((value) => rangeMatches(value, query, vr));
  }
  if (wildcardVrs.has(vr)) {
    const patterns = vr === 'CS' ? query.split(/[\\,]/) : [query];
    // A pattern of nothing but stars also fits an attribute without a value.
    const texts = values.length > 0 ? values : [''];
    return patterns.some((pattern) => texts.some((value) => wildcardMatches(value, pattern)));
  }
  return values.includes(query) || values.some((value) => Number(value) === Number(query));
}

/** The value, or each component group of a name. */
function asTexts(value: unknown): string[] {
  if (value === null || value === undefined) {
    return [''];
  }
  if (typeof value === 'object') {
    const { Alphabetic, Ideographic, Phonetic } = value as Record<string, string | undefined>;
    const groups = [Alphabetic, Ideographic, Phonetic].filter((group) => group !== undefined);
    return groups.length > 0 ? groups : [''];
  }
  return [String(value)];
}

/**
 * Matches `*` (any run) and `?` (any one character) in any case. Goes back to the last star only,
 * so that a pattern of many stars costs no more than the product of the lengths.
 */
function wildcardMatches(text: string, pattern: string): boolean {
  const [characters, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
  let [position, next, star, retry] = [0, 0, -1, 0];
  while (position < characters.length) {
    if (wanted[next] === '*') {
      star = next;
      retry = position;
      next++;
    } else if (wanted[next] === '?' || wanted[next] === characters[position]) {
      next++;
      position++;
    } else if (star >= 0) {
      retry++;
      position = retry;
      next = star + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(wanted.slice(next));
}

/** Range matching of dates and times; an open end is unbounded, and ends are included. */
function rangeMatches(value: string, query: string, vr: string): boolean {
  const dash = query.indexOf('-');
  const normalise = (text: string): string => text.replace(vr === 'TM' ? /:/g : /[.-]/g, '').trim();
  const stored = normalise(value);
  if (stored === '') {
    return false;
  }
  if (dash < 0) {
    return vr === 'DA' ? stored === normalise(query) : stored.startsWith(normalise(query));
  }
  const first = normalise(query.slice(0, dash));
  const last = normalise(query.slice(dash + 1));
  return (
    (first === '' || stored >= first) && (last === '' || stored <= last || stored.startsWith(last))
  );
}
