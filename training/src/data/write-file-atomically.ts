import { renameSync, writeFileSync } from 'node:fs';

/**
 * Replaces a file in one step, so that no reader and no crash leaves half of it. Several processes
 * may write the same file: the last one wins.
 */
export function writeFileAtomically(file: string, content: string | Uint8Array): void {
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, content);
  renameSync(partial, file);
}
