import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { findFiles, type FoundFile } from '../find-files';

/** A file to segment. */
export interface InputFile extends FoundFile {
  /** The name without suffix; results are written under it. */
  readonly stem: string;
}

/**
 * Files of the inputs, folders with all folders below, without files that cannot be clips.
 *
 * @throws {UserError} when an input is missing, there is no file, or the results of two files would
 *   have the same name
 */
export async function findInputs(inputs: readonly string[]): Promise<InputFile[]> {
  const found = await findFiles(inputs);
  const files = found.map(({ file, name }) => ({ file, name, stem: stemOf(name) }));
  refuseSameNames(files);
  return files;
}

/** The last part of a UID is no suffix: suffixes begin with a letter. */
function stemOf(name: string): string {
  return name.replace(/(\.nii\.gz|\.[a-z][a-z0-9]{0,4})$/i, '');
}

function refuseSameNames(files: readonly InputFile[]): void {
  const byStem = new Map<string, InputFile>();
  for (const one of files) {
    const other = byStem.get(one.stem);
    if (other) {
      const remedy =
        path.dirname(other.file) === path.dirname(one.file)
          ? 'rename one of them'
          : 'name the folder above both as one --input';
      throw new UserError(
        `${other.file} and ${one.file} would both be written to ${one.stem}.json; ${remedy}, or ` +
          'segment them with a folder each for --out.',
      );
    }
    byStem.set(one.stem, one);
  }
}
