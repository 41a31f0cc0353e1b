import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { withFile } from './dicom-checks';

const pdftotext = '/usr/bin/pdftotext';

export const hasPdftotext = existsSync(pdftotext);

/** Writes the first page as `<file>.png`, 900 pixels wide. */
export async function savePageImage(pdf: Uint8Array, file: string): Promise<void> {
  await withFile(pdf, (name) =>
    promisify(execFile)('/usr/bin/pdftoppm', [
      ...['-png', '-singlefile', '-scale-to-x', '900', '-scale-to-y', '-1'],
      ...[name, file],
    ]),
  );
}

/** The text of each page as poppler extracts it. */
export async function pdfPages(pdf: Uint8Array): Promise<string[]> {
  return withFile(pdf, async (name) => {
    const { stdout } = await promisify(execFile)(pdftotext, ['-layout', name, '-']);
    // A form feed ends each page.
    return stdout.split('\f').slice(0, -1);
  });
}
