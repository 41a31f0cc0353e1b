import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { manifestFileName } from '@echonet/models';

/** The weights that training began from, as the model card names them. */
export interface StartWeights {
  /** Name of the model, or of the run's folder. */
  readonly name: string;
  /** Terms that weights begun from them inherit. */
  readonly licence?: string;
  readonly citation?: string;
}

const terms = { licence: v.optional(v.string()), citation: v.optional(v.string()) };

const modelSchema = v.object({ id: v.string(), version: v.string(), provenance: v.object(terms) });

const runSchema = v.object({
  dataSource: v.optional(v.object(terms)),
  sets: v.optional(v.array(v.object(terms)), []),
  further: v.optional(v.array(v.object(terms)), []),
  startWeights: v.optional(v.object(terms)),
});

/** @param folder of a run or of a model, as --init takes it */
export function describeStartWeights(folder: string): StartWeights {
  const manifest = readJson(path.join(folder, manifestFileName));
  const model = v.safeParse(modelSchema, manifest);
  if (model.success) {
    const { id, version, provenance } = model.output;
    return { name: `${id} ${version}`, ...provenance };
  }
  const name = path.basename(path.resolve(folder));
  const run = v.safeParse(runSchema, readJson(path.join(folder, 'run.json')));
  if (!run.success) {
    return { name };
  }
  const { dataSource, sets, further, startWeights } = run.output;
  return { name, ...joinedTerms([dataSource, ...sets, ...further, startWeights]) };
}

/** The different licences and citations of several sources, each named once. */
export function joinedTerms(
  sources: readonly (Omit<StartWeights, 'name'> | undefined)[],
): Omit<StartWeights, 'name'> {
  const joined = (field: 'licence' | 'citation') =>
    [...new Set(sources.map((source) => source?.[field]).filter(Boolean))].join('; ') || undefined;
  return { licence: joined('licence'), citation: joined('citation') };
}

function readJson(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
}
