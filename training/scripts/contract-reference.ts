/**
 * `npm run docs:contracts`: writes the JSON schema of contracts and the table of their fields in
 * docs/IMPORT.md from training/src/import/contract-file.ts. With `--check` it writes nothing and fails
 * when a file differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import { contractFolder, contractSchema } from '../src/import/contract-file';

const schemaFile = path.join(contractFolder, 'contract.schema.json');
const pageFile = fileURLToPath(new URL('../../docs/IMPORT.md', import.meta.url));
const marker = /<!-- contract -->[^]*?<!-- \/contract -->/;

// Checks that JSON Schema cannot say, such as one mean a channel, are the program's alone.
const schema = toJsonSchema(contractSchema, { errorMode: 'ignore' });

/** One row for each field, with those of objects below it. */
function rowsOf(part: JsonSchema, name = ''): string[] {
  const own =
    name === '' ? [] : [`| \`${name}\` | ${valuesOf(part)} | ${part.description ?? ''} |`];
  const items = part.items;
  const list = typeof items === 'object' && !Array.isArray(items) ? items : undefined;
  const below = Object.entries((list ?? part).properties ?? {});
  const prefix = name === '' ? '' : `${name}${list ? '[]' : ''}.`;
  return [
    ...own,
    ...below
      .filter(([key]) => key !== '$schema')
      .flatMap(([key, field]) =>
        typeof field === 'boolean' ? [] : rowsOf(field, `${prefix}${key}`),
      ),
  ];
}

function valuesOf({ type, enum: values, const: only, anyOf, items }: JsonSchema): string {
  if (only !== undefined) {
    return `\`${String(only)}\``;
  }
  if (values) {
    return values.map((value) => `\`${String(value)}\``).join(', ');
  }
  if (anyOf) {
    return anyOf
      .map((one) =>
        typeof one === 'boolean' ? '' : Object.keys(one.properties ?? {}).join(' and '),
      )
      .join('; or ');
  }
  if (typeof items === 'object' && !Array.isArray(items) && items.type !== 'object') {
    return `list of ${String(items.type)}`;
  }
  return type === 'object' ? '' : String(type ?? '');
}

async function formatted(content: string, file: string): Promise<string> {
  return format(content, { ...(await resolveConfig(file)), filepath: file });
}

const page = await readFile(pageFile, 'utf8');
const [numbers, segmentation] = (schema.anyOf ?? schema.oneOf ?? []).map((one) =>
  typeof one === 'boolean' ? [] : rowsOf(one),
);
const isShared = new Set(numbers);
const tableOf = (rows: readonly string[]) =>
  ['| field | value | |', '| --- | --- | --- |', ...rows].join('\n');
const table = [
  tableOf(numbers),
  'Of a segmentation network, in place of `input.frames`, `outputs` and `tasks`:',
  tableOf(segmentation.filter((row) => !isShared.has(row))),
].join('\n\n');
const wanted = new Map([
  [schemaFile, await formatted(JSON.stringify(schema), schemaFile)],
  [
    pageFile,
    await formatted(
      page.replace(marker, () => `<!-- contract -->\n\n${table}\n\n<!-- /contract -->`),
      pageFile,
    ),
  ],
]);
const isCheck = process.argv.includes('--check');
for (const [file, content] of wanted) {
  if ((await readFile(file, 'utf8').catch(() => '')) === content) {
    continue;
  }
  if (isCheck) {
    console.error(
      `${path.basename(file)} differs from the contract's schema: npm run docs:contracts`,
    );
    process.exitCode = 1;
  } else {
    await writeFile(file, content);
    console.log(`${path.basename(file)} written`);
  }
}
