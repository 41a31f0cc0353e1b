import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { withFile } from './dicom-checks';

const pdftotext = '/usr/bin/pdftotext';

export const hasPdftotext = existsSync(pdftotext);

/** The text of each page as poppler extracts it. */
export async function pdfPages(pdf: Uint8Array): Promise<string[]> {
  return withFile(pdf, async (name) => {
    const { stdout } = await promisify(execFile)(pdftotext, ['-layout', name, '-']);
    // A form feed ends each page.
    return stdout.split('\f').slice(0, -1);
  });
}
