import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { messageOf, UserError } from '@echonet/command-line';
import { inputSchema, maskInputSchema, maskSchema, outputsSchema } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const finite = v.pipe(v.number(), v.finite('must be finite'));
const count = v.pipe(finite, v.integer('must be whole'), v.minValue(0, 'must not be negative'));
const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const taskFields = v.object({
  id: described(
    text,
    'one of the catalogue (EF in %, EDV, ESV and LAVolume in mL, …), or one of its own',
  ),
  name: described(text, 'for readers'),
  kind: v.picklist(['regression', 'classification']),
  unit: described(v.string(), '%, mL, …; empty for a probability'),
  range: described(
    v.tuple([finite, finite]),
    'lowest and highest value that the network was trained on; outside, the number is marked',
  ),
  outputIndex: described(count, 'which of the values of the outputs, counted from 0'),
  labelMean: v.optional(
    described(finite, 'of a regression: value = number * labelStd + labelMean'),
  ),
  labelStd: v.optional(described(finite, 'see labelMean')),
  decisionThreshold: v.optional(
    described(finite, 'of a classification: positive from this probability on'),
  ),
  leastAcceptable: v.optional(described(finite, 'of a quality: flagged below')),
});

/** What knows a task by its ID (normal limits, codes of reports) reads its number in the unit of the catalogue. */
const taskSchema = v.pipe(
  taskFields,
  v.check(
    ({ id, kind, unit }) => {
      const known = taskDefinition(id);
      return !known || (known.kind === kind && known.unit === unit);
    },
    ({ input: { id } }) => {
      const { kind, unit } = taskDefinition(id)!;
      return `${id} of the catalogue is a ${kind}${unit && ` in ${unit}`}; convert to it with labelStd and labelMean, or choose another id`;
    },
  ),
);

const shared = {
  $schema: v.optional(v.string()),
  id: described(
    v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case words with hyphens')),
    'name of the model for programs',
  ),
  version: described(text, 'of the weights'),
  name: described(text, 'name of the model for readers'),
  network: described(text, 'what the network is, for the model card'),
  data: described(text, 'what it was trained on'),
  patients: v.optional(
    described(
      v.object({ train: count, validation: count, test: count }),
      'how many, where its authors say so',
    ),
  ),
  licence: described(text, 'of the weights; shown, never judged'),
  citation: described(text, 'the publication to cite with results'),
  published: described(
    v.array(text),
    'results of its authors, as full sentences; they hold for their patients, not for a site',
  ),
  unknown: described(
    v.array(text),
    'what the released files do not say, as full sentences; the import prints them',
  ),
  intendedUse: text,
};

const numbers = v.object({
  ...shared,
  purpose: described(
    v.picklist(['reading', 'view', 'quality']),
    'reading: numbers and findings of apical four-chamber views; view: tells views apart, with the ' +
      'tasks viewA4C, viewOther and viewUnusable; quality: grades images, whose mean stands in the ' +
      'list of clips',
  ),
  input: inputSchema,
  outputs: outputsSchema,
  tasks: described(v.pipe(v.array(taskSchema), v.minLength(1)), 'what readers see'),
});

const segmentation = v.object({
  ...shared,
  purpose: described(
    v.literal('segmentation'),
    'segmentation: outlines the structures of apical four-chamber views in every frame',
  ),
  input: maskInputSchema,
  mask: maskSchema,
});

export const contractSchema = v.variant('purpose', [numbers, segmentation]);
export type Contract = v.InferOutput<typeof contractSchema>;
/** Of a network whose outputs are numbers, findings or views. */
export type NumbersContract = v.InferOutput<typeof numbers>;
export type SegmentationContract = v.InferOutput<typeof segmentation>;

export function isSegmentation(contract: Contract): contract is SegmentationContract {
  return contract.purpose === 'segmentation';
}

/** The contracts that come with the program. */
export const contractFolder = fileURLToPath(new URL('../../contracts/', import.meta.url));

/** Names of the ready contracts, such as 'echonet-dynamic-ef'. */
export function readyContracts(): string[] {
  return readdirSync(contractFolder)
    .filter((name) => name.endsWith('.json') && name !== 'contract.schema.json')
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/**
 * Reads a contract by its name or from a file.
 *
 * @throws UserError naming the file and the first field that is wrong
 */
export async function readContract(nameOrFile: string): Promise<Contract> {
  const isName = !nameOrFile.endsWith('.json');
  if (isName && !readyContracts().includes(nameOrFile)) {
    throw new UserError(
      `There is no contract "${nameOrFile}". Ready ones: ${readyContracts().join(', ')}; or name a ` +
        'JSON file of your own (docs/IMPORT.md says what it holds).',
    );
  }
  const file = isName ? path.join(contractFolder, `${nameOrFile}.json`) : nameOrFile;
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError(`The contract ${file} cannot be read: ${messageOf(cause)}.`);
  });
  return parseContract(content, file);
}

/** @throws UserError naming the file and the first field that is wrong */
export function parseContract(content: string, file: string): Contract {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    throw new UserError(`The contract ${file} is not JSON: ${messageOf(cause)}.`);
  }
  const parsed = v.safeParse(contractSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    throw new UserError(
      `The contract ${file} cannot be used: ${where ? `${where}: ` : ''}${issue.message}.`,
    );
  }
  return parsed.output;
}
