import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { filesIn } from '../data/files-in';

export interface FoundFile {
  readonly file: string;
  /** Relative to the folder that was named, with slashes; for a file that was named, its own name. */
  readonly name: string;
}

/** What lies beside clips and is none: tables, notes, masks (`_gt`), label arrays. */
const besideClips = /(\.(csv|txt|json|ndjson|md|cfg|npy|pdf|html)|_gt\.nii(\.gz)?|^DICOMDIR)$/i;

/**
 * Files of the inputs, folders with all folders below, without files that cannot be clips.
 *
 * @throws {UserError} when an input is missing or there is no file
 */
export async function findFiles(inputs: readonly string[]): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  for (const input of inputs) {
    const status = await stat(input).catch(() => undefined);
    if (!status) {
      throw new UserError(`${input} does not exist; name files or folders.`);
    }
    files.push(
      ...(status.isDirectory()
        ? await clipsIn(input)
        : [{ file: input, name: path.basename(input) }]),
    );
  }
  if (files.length === 0) {
    throw new UserError(`There are no clips in ${inputs.join(', ')}.`);
  }
  return files;
}

async function clipsIn(folder: string): Promise<FoundFile[]> {
  const names = await filesIn(folder);
  return names
    .filter((name) => !besideClips.test(path.basename(name)))
    .map((name) => ({ file: path.join(folder, name), name }));
}
