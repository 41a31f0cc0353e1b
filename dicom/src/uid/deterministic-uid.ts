import { createHash } from 'node:crypto';

/**
 * A UID under the root for UUIDs (PS3.5 B.2) that depends on its parts alone: the first 128 bits of
 * their SHA-256 in decimal, at most 44 characters.
 */
export function deterministicUid(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(parts.join('\0')).digest('hex');
  return `2.25.${BigInt(`0x${hash.slice(0, 32)}`)}`;
}
