import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Manifest } from '@echonet/models';

/**
 * One SHA-256 for all files of a model, in lower-case hex: that of what `sha256sum` prints for them
 * in the order of their names, so that `sha256sum model.json weights.bin | sha256sum` repeats it.
 */
export function modelHash({ files }: Pick<Manifest, 'files'>): string {
  const lines = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sha]) => `${sha}  ${name}\n`);
  // Names of files are ASCII.
  return bytesToHex(sha256(Uint8Array.from(lines.join(''), (char) => char.charCodeAt(0))));
}
