import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const end = '<!-- /bench -->';

/**
 * Replaces the text between two markers of a Markdown file.
 *
 * @param start marker before the text; `<!-- /bench -->` ends it
 * @throws Error when the file lacks one of them
 */
export async function writeBetweenMarkers(
  file: string,
  start: string,
  text: string,
): Promise<void> {
  const document = await readFile(file, 'utf8');
  const from = document.indexOf(start);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) {
    throw new Error(`${file} has no ${start} followed by ${end}.`);
  }
  const changed = `${document.slice(0, from)}${start}\n\n${text}\n\n${document.slice(to)}`;
  const config = await resolveConfig(file);
  await writeFile(file, await format(changed, { ...config, parser: 'markdown' }));
}
