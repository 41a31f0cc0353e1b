import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AnyManifest } from './segmentation-manifest';

/**
 * SHA-256 over all files of a model, lower-case hex: equals `sha256sum model.json weights.bin |
 * sha256sum` with the names in alphabetical order.
 */
export function modelHash({ files }: Pick<AnyManifest, 'files'>): string {
  const lines = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sha]) => `${sha}  ${name}\n`);
  return bytesToHex(sha256(Uint8Array.from(lines.join(''), (char) => char.charCodeAt(0))));
}
