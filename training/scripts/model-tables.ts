/**
 * `npm run docs:models`: writes the numbers of the bundled models into the pages that show them, from
 * the models' manifests, between `<!-- model: <table> <model id> -->` and `<!-- /model -->`. With
 * `--check` it writes nothing and fails when a page differs.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { type AnyManifest, manifestFileName, parseAnyManifest } from '@echonet/models';
import { modelTable } from './model-table';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', 'docs/WEIGHTS.md', 'training/README.md'];
const marker = /<!-- model: (?<table>\S+) (?<id>\S+) -->[^]*?<!-- \/model -->/g;

/** Undefined where a model is left out, as lv-camus may be for its licence. */
async function readManifest(id: string): Promise<AnyManifest | undefined> {
  const file = path.join(repository, 'models/bundled', id, manifestFileName);
  return existsSync(file) ? parseAnyManifest(JSON.parse(await readFile(file, 'utf8'))) : undefined;
}

/** The page with every marked table written anew. */
async function rewritten(file: string): Promise<string> {
  let page = await readFile(file, 'utf8');
  for (const [marked, table, id] of [...page.matchAll(marker)]) {
    const manifest = await readManifest(id);
    if (!manifest) {
      continue;
    }
    const lines = modelTable(table, manifest);
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
