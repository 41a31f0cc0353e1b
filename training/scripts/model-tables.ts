/**
 * `npm run docs:models`: writes the numbers of the bundled models into the pages that show them, from
 * the models' manifests, between `<!-- model: <table> <model id> -->` and `<!-- /model -->`. With
 * `--check` it writes nothing and fails when a page differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { type Manifest, manifestFileName, parseManifest } from '@echonet/models';
import { modelTable } from './model-table';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', 'docs/WEIGHTS.md', 'training/README.md'];
const marker = /<!-- model: (?<table>\S+) (?<id>\S+) -->[^]*?<!-- \/model -->/g;

async function readManifest(id: string): Promise<Manifest> {
  const file = path.join(repository, 'models/bundled', id, manifestFileName);
  return parseManifest(JSON.parse(await readFile(file, 'utf8')));
}

/** The page with every marked table written anew. */
async function rewritten(file: string): Promise<string> {
  let page = await readFile(file, 'utf8');
  for (const [marked, table, id] of [...page.matchAll(marker)]) {
    const lines = modelTable(table, await readManifest(id));
    page = page.replace(
      marked,
      () => `<!-- model: ${table} ${id} -->\n\n${lines.join('\n')}\n\n<!-- /model -->`,
    );
  }
  return format(page, { ...(await resolveConfig(file)), filepath: file });
}

const isCheck = process.argv.includes('--check');
for (const page of pages) {
  const file = path.join(repository, page);
  const wanted = await rewritten(file);
  if (wanted === (await readFile(file, 'utf8'))) {
    continue;
  }
  if (isCheck) {
    console.error(`${page} differs from the manifests of models/bundled: npm run docs:models`);
    process.exitCode = 1;
  } else {
    await writeFile(file, wanted);
    console.log(`${page} written`);
  }
}
