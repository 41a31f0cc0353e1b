import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type * as v from 'valibot';
import { getDescription } from 'valibot';
import { nestedIn } from '../src/config/read-config';
import type { ObjectSchema } from '../src/config/read-config';
import { configSchema } from '../src/config/schema';

/** Writes the reference of all settings; with --check compares it with the file instead. */
const referenceFile = fileURLToPath(new URL('../../docs/CONFIGURATION.md', import.meta.url));

const introduction = `# Configuration

<!-- Written by \`npm run docs:configuration\` from extension/src/config/schema.ts. -->

Everything that a department can set is one object, \`echonet\`, in the viewer's \`app-config.js\`:

\`\`\`js
window.config = {
  // what the viewer itself needs
  echonet: {
    modelSources: ['/models/'],
    tasks: ['EF', 'EDV', 'ESV'],
    actions: { storeReport: false },
  },
};
\`\`\`

or the customization of that name of OHIF's customization service, which goes before
\`app-config.js\`, setting by setting:

\`\`\`js
window.config = {
  customizationService: { echonet: { backend: 'wasm' } },
};
\`\`\`

What is wrong is named at the head of the panel and in the browser's console, with the setting that
was probably meant; it is left out, and the rest holds. No setting can take away what EchoNet says of
research use and of simulated training.
`;

/** The document, formatted with Prettier. */
async function configurationReference(): Promise<string> {
  const nested = Object.entries(configSchema.entries).flatMap(([key, schema]) => {
    const below = nestedIn(schema);
    return below
      ? [`## ${code(`echonet.${key}`)}\n\n${getDescription(schema)}\n\n${table(below)}`]
      : [];
  });
  const parts = [introduction, '## `echonet`', table(configSchema), ...nested];
  const style = await resolveConfig(referenceFile);
  return format(parts.join('\n\n'), { ...style, parser: 'markdown' });
}

function table({ entries }: ObjectSchema): string {
  const rows = Object.entries(entries).map(([key, schema]) => {
    const isNested = nestedIn(schema) !== undefined;
    const values = isNested ? 'settings, see below' : valuesOf(schema);
    const cells = [code(key), values, isNested ? '' : defaultOf(schema), getDescription(schema)];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| setting | value | unless given | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function valuesOf(schema: v.GenericSchema): string {
  const { type, wrapped, item, options, literal, value } = schema as Partial<Parts>;
  switch (type) {
    case 'optional':
      return valuesOf(wrapped!);
    case 'picklist':
      return options!.map((option) => code(`'${String(option)}'`)).join(', ');
    case 'union':
      return (options as readonly v.GenericSchema[]).map(valuesOf).join(' or ');
    case 'literal':
      return code(JSON.stringify(literal));
    case 'array':
      return `list of ${valuesOf(item!)}`;
    case 'record':
      return `for each name: ${valuesOf(value!)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'number':
    case 'string':
      return [type === 'string' ? 'text' : 'number', ...requirementsOf(schema)].join(', ');
    default:
      throw new Error(`The reference has no words for a setting of type ${type}.`);
  }
}

/** Requirements beyond the type, from the schema's own messages. */
function requirementsOf(schema: v.GenericSchema): string[] {
  const { pipe = [] } = schema as { pipe?: readonly { kind: string; message?: unknown }[] };
  const messages = pipe.flatMap(({ kind, message }) =>
    kind === 'validation' && typeof message === 'string' ? [message] : [],
  );
  return [...new Set(messages)].map((message) => message.replace(/^must (not )?be /, '$1'));
}

function defaultOf(schema: v.GenericSchema): string {
  const { default: value } = schema as { default?: unknown };
  return value === undefined ? '' : code(JSON.stringify(value).replaceAll('"', "'"));
}

function code(text: string): string {
  return `\`${text}\``;
}

/** The parts of valibot's schemas that are read. */
interface Parts {
  readonly type: string;
  readonly wrapped: v.GenericSchema;
  readonly item: v.GenericSchema;
  readonly value: v.GenericSchema;
  readonly options: readonly unknown[];
  readonly literal: unknown;
}

const reference = await configurationReference();
if (!process.argv.includes('--check')) {
  await writeFile(referenceFile, reference);
} else if ((await readFile(referenceFile, 'utf8')) !== reference) {
  console.error('docs/CONFIGURATION.md is out of date: npm run docs:configuration');
  process.exitCode = 1;
}
