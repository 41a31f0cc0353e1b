import * as v from 'valibot';

const namesFiles = v.object({ files: v.record(v.string(), v.string()) });

/** SHA-256 by file name from a manifest; empty for any other document, which loadModel rejects. */
export function namedFiles(document: ArrayBuffer): ReadonlyMap<string, string> {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(document));
    return new Map(Object.entries(v.parse(namesFiles, json).files));
  } catch {
    return new Map();
  }
}
