import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { splitFileName } from '../data/split/split-file';
import type { DataSource } from '../learning/data-source';

/**
 * The folders of --data with their splits and shares.
 *
 * @throws {UserError} for a split of several folders, and where shares do not fit
 */
export function dataSources(
  folders: readonly string[],
  { split, share = [] }: { readonly split?: string; readonly share?: readonly number[] },
): DataSource[] {
  if (split && folders.length > 1) {
    throw new UserError(
      '--split goes with one --data folder; each of several has its own split.csv.',
    );
  }
  if (share.length > 0 && share.length !== folders.length) {
    throw new UserError(`--share needs ${folders.length} numbers, one for each --data folder.`);
  }
  return folders.map((folder, index) => ({
    data: path.resolve(folder),
    split: path.resolve(split ?? path.join(folder, splitFileName)),
    share: share[index] ?? 1,
  }));
}
