import type { ParsedDataset } from '@echonet/dicom/part10';

/** One attribute in the DICOM JSON model (PS3.18 annex F). */
export interface JsonAttribute {
  vr: string;
  Value?: unknown[];
  InlineBinary?: string;
  BulkDataURI?: string;
}

/** A data set in the DICOM JSON model, keyed by tag. */
export type JsonDataset = Record<string, JsonAttribute>;

/** Longest binary value, in bytes, that metadata carries inside; longer ones are fetched apart. */
const longestInlineBinary = 256;

const binaryVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);
/** Value representations in which a backslash is text (PS3.5 section 6.2). */
const singleTextVrs = new Set(['LT', 'ST', 'UT', 'UR']);
const numberVrs = new Set(['DS', 'IS', 'FD', 'FL', 'SL', 'SS', 'UL', 'US', 'SV', 'UV']);

/**
 * Converts what dcmjs parsed to the DICOM JSON model. Binary values beyond 256 bytes become a
 * BulkDataURI relative to the instance: `bulkdata/<tag>`, with `/<item>/<tag>` for nested ones.
 *
 * @param dataset parsed data set; values that are no valid JSON of their type are left out
 * @param path where `dataset` lies inside the instance; empty at the top
 */
export function toJsonDataset(dataset: ParsedDataset, path = 'bulkdata'): JsonDataset {
  const json: JsonDataset = {};
  for (const [tag, { vr, Value }] of Object.entries(dataset)) {
    if (!/^[0-9A-F]{8}$/.test(tag)) {
      continue;
    }
    json[tag] = toJsonAttribute(vr, Value ?? [], `${path}/${tag}`);
  }
  return json;
}

function toJsonAttribute(vr: string, values: unknown[], path: string): JsonAttribute {
  if (vr === 'SQ') {
    const items = values.map((value, index) =>
      toJsonDataset((value ?? {}) as ParsedDataset, `${path}/${index}`),
    );
    return items.length > 0 ? { vr, Value: items } : { vr };
  }
  const binary = values.map(toBytes).filter((bytes) => bytes !== undefined);
  if (binaryVrs.has(vr) || binary.length > 0) {
    return toJsonBinary(vr, binary, path);
  }
  if (singleTextVrs.has(vr)) {
    const text = values.map(String).join('\\');
    return text === '' ? { vr } : { vr, Value: [text] };
  }
  const plain = values.map((value) => toJsonValue(vr, value));
  return plain.every((value) => value === null) ? { vr } : { vr, Value: plain };
}

function toJsonBinary(vr: string, parts: Uint8Array[], path: string): JsonAttribute {
  const length = parts.reduce((total, part) => total + part.length, 0);
  if (length === 0) {
    return { vr };
  }
  if (length > longestInlineBinary) {
    return { vr, BulkDataURI: path };
  }
  return { vr, InlineBinary: Buffer.concat(parts).toString('base64') };
}

function toJsonValue(vr: string, value: unknown): unknown {
  if (value === '' || value === null || value === undefined) {
    return null;
  }
  if (numberVrs.has(vr)) {
    const number = typeof value === 'bigint' ? Number(value) : value;
    return typeof number === 'number' && !Number.isFinite(number) ? null : number;
  }
  if (vr === 'AT' && typeof value === 'number') {
    return value.toString(16).toUpperCase().padStart(8, '0');
  }
  if (vr === 'PN') {
    return typeof value === 'string' ? { Alphabetic: value } : { ...value };
  }
  return typeof value === 'string' || typeof value === 'number' ? value : String(value);
}

/** The bytes of a binary value as dcmjs gives it, or undefined for anything else. */
export function toBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) {
    return new Uint8Array(value);
  }
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return undefined;
}

/** First value of an attribute as text; empty where there is none. */
export function textOf(dataset: JsonDataset, tag: string): string {
  const value = dataset[tag]?.Value?.[0];
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value === 'object') {
    return String((value as { Alphabetic?: unknown }).Alphabetic ?? '');
  }
  return String(value);
}

/** First value of an attribute as a number, or undefined where there is none. */
export function numberOf(dataset: JsonDataset, tag: string): number | undefined {
  const text = textOf(dataset, tag);
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? undefined : number;
}
