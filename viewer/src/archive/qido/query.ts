import { DicomMetaDictionary } from '@echonet/dicom/part10';
import { HttpProblem } from '../http-problem';

export interface QueryKey {
  tag: string;
  vr: string;
  value: string;
}

export interface Query {
  keys: QueryKey[];
  /** Tags to return besides the required ones. */
  includeFields: string[] | 'all';
  limit: number;
  offset: number;
  /** Unknown parameters; they are ignored. */
  ignored: string[];
}

const parameterNames = new Set([
  'limit',
  'offset',
  'includefield',
  'fuzzymatching',
  'emptyvaluematching',
  'multiplevaluematching',
  'accept',
]);

/**
 * Understands the parameters of a search (PS3.18 section 8.3.4).
 *
 * @param parameters query parameters; one that was repeated has several values
 * @throws HttpProblem 400 when limit or offset is no number.
 */
export function parseQuery(parameters: Record<string, string | string[] | undefined>): Query {
  const query: Query = { keys: [], includeFields: [], limit: Infinity, offset: 0, ignored: [] };
  for (const [name, raw] of Object.entries(parameters)) {
    const values = raw === undefined ? [] : Array.isArray(raw) ? raw : [raw];
    if (name === 'limit') {
      query.limit = wholeNumber(name, values[0]);
    } else if (name === 'offset') {
      query.offset = wholeNumber(name, values[0]);
    } else if (name === 'includefield') {
      query.includeFields = includeFields(values);
    } else if (!parameterNames.has(name)) {
      const attribute = findAttribute(name);
      if (attribute) {
        query.keys.push({ ...attribute, value: values.join('\\') });
      } else {
        query.ignored.push(name);
      }
    }
  }
  return query;
}

function wholeNumber(name: string, text: string | undefined): number {
  if (text === undefined || !/^[0-9]{1,9}$/.test(text)) {
    throw new HttpProblem(400, `${name} is a whole number, not "${String(text).slice(0, 20)}".`);
  }
  return Number(text);
}

function includeFields(values: string[]): string[] | 'all' {
  const fields = values.flatMap((value) => value.split(','));
  if (fields.includes('all')) {
    return 'all';
  }
  return fields.map((field) => findAttribute(field)?.tag).filter((tag) => tag !== undefined);
}

/** Tag and value representation of a keyword or of eight hexadecimal digits. */
function findAttribute(name: string): { tag: string; vr: string } | undefined {
  if (/^[0-9A-Fa-f]{8}$/.test(name)) {
    const tag = name.toUpperCase();
    const known = DicomMetaDictionary.dictionary[`(${tag.slice(0, 4)},${tag.slice(4)})`];
    return { tag, vr: known?.vr ?? 'UN' };
  }
  const { nameMap } = DicomMetaDictionary;
  const known = Object.hasOwn(nameMap, name) ? nameMap[name] : undefined;
  return known ? { tag: known.tag.replace(/[(),]/g, ''), vr: known.vr } : undefined;
}
