/** A naturalised data set of dcmjs or OHIF: numbers may be strings, and single values arrays of one. */
export type Attributes = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an attribute; undefined where it is absent or empty. */
export function attribute(instance: Attributes, keyword: string): unknown {
  const value = instance[keyword];
  const single = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  return single === null || single === '' || (Array.isArray(single) && single.length === 0)
    ? undefined
    : single;
}

/** NaN for anything but a number. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : Number.NaN;
}

export function toText(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : undefined;
}

/** The values of an attribute; text is split at backslashes. */
export function toList(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    return value;
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<number>);
  }
  return typeof value === 'string' ? value.split('\\') : [value];
}

export function readText(instance: Attributes, keyword: string): string | undefined {
  return toText(attribute(instance, keyword)) || undefined;
}

/** NaN for text that is no number, undefined where the attribute is absent. */
export function readNumber(instance: Attributes, keyword: string): number | undefined {
  const value = attribute(instance, keyword);
  return value === undefined ? undefined : toNumber(value);
}

export function readNumbers(instance: Attributes, keyword: string): readonly number[] | undefined {
  const value = attribute(instance, keyword);
  return value === undefined ? undefined : toList(value).map(toNumber);
}

export function readTexts(instance: Attributes, keyword: string): readonly string[] {
  return toList(attribute(instance, keyword)).map((value) => toText(value) ?? '');
}
