import * as v from 'valibot';

const namesFiles = v.object({ files: v.record(v.string(), v.string()) });

/**
 * SHA-256 by file name, as a manifest lists them; none of a list of models, nor of what is no
 * manifest: loadModel says what is wrong with that.
 */
export function namedFiles(document: ArrayBuffer): ReadonlyMap<string, string> {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(document));
    return new Map(Object.entries(v.parse(namesFiles, json).files));
  } catch {
    return new Map();
  }
}
