import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Replaces what a page of Markdown has between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error when the page has no such marks
 */
export function replaceMarked(file: string, name: string, content: string): void {
  const page = readFileSync(file, 'utf8');
  const marked = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`);
  if (!marked.test(page)) {
    throw new Error(`${file} has no <!-- ${name} --> marks.`);
  }
  const replaced = `<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->`;
  writeFileSync(
    file,
    page.replace(marked, () => replaced),
  );
}
