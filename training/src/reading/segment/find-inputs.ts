import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';

/** A file to segment. */
export interface InputFile {
  readonly file: string;
  /** Relative to the folder that was named, with slashes; for a file that was named, its own name. */
  readonly name: string;
  /** The same without suffix; results are written under it. */
  readonly stem: string;
}

/** What lies beside clips and is none: tables, notes, masks (`_gt`), label arrays. */
const besideClips = /(\.(csv|txt|json|md|cfg|npy|pdf|html)|_gt\.nii(\.gz)?|^DICOMDIR)$/i;

/**
 * Files of the inputs, folders with all folders below, without files that cannot be clips.
 *
 * @throws {UserError} when an input is missing, there is no file, or the results of two files would
 *   have the same name
 */
export async function findInputs(inputs: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const input of inputs) {
    const status = await stat(input).catch(() => undefined);
    if (!status) {
      throw new UserError(`${input} does not exist; name files or folders with --input.`);
    }
    files.push(
      ...(status.isDirectory() ? await filesIn(input) : [inputFile(input, path.basename(input))]),
    );
  }
  if (files.length === 0) {
    throw new UserError(`There are no clips in ${inputs.join(', ')}.`);
  }
  refuseSameNames(files);
  return files;
}

async function filesIn(folder: string): Promise<InputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && !entry.name.startsWith('.') && !besideClips.test(entry.name),
    )
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => inputFile(file, path.relative(folder, file).replaceAll(path.sep, '/')));
}

function inputFile(file: string, name: string): InputFile {
  return { file, name, stem: stemOf(name) };
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
      throw new UserError(
        `${other.file} and ${one.file} would both be written to ${one.stem}.json; segment them with ` +
          'a folder each for --out, or name the folder above both as one --input.',
      );
    }
    byStem.set(one.stem, one);
  }
}
