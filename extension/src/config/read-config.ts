import { closest, distance } from 'fastest-levenshtein';
import * as v from 'valibot';
import { configSchema, type ActionName, type EchoNetConfig } from './schema';

/** Actions that export or store results. */
const outwardActions: readonly ActionName[] = [
  'storeReport',
  'storeCapture',
  'storePdf',
  'storeProcedureReport',
  'downloadFhir',
  'sendFhir',
  'download',
  'copyText',
];

/**
 * Reads a department's settings. Invalid settings are reported and ignored and the others apply: a
 * typing error must neither break the viewer nor silently undo other settings.
 *
 * @param sources settings; a later source overrides an earlier one, setting by setting
 * @returns the settings, and all problems as one text
 */
export function readConfig(...sources: readonly unknown[]): {
  config: EchoNetConfig;
  problem?: string;
} {
  const problems: string[] = [];
  const given = Object.assign(
    {},
    ...sources.map((source) => settingsOf(source, 'echonet', problems)),
  ) as Record<string, unknown>;
  const config = v.parse(configSchema, sound(configSchema, given, 'echonet', problems));
  if (problems.some((problem) => problem.startsWith('echonet.actions'))) {
    for (const action of outwardActions) {
      config.actions[action] = false;
    }
  }
  if (problems.length === 0) {
    return { config };
  }
  return {
    config,
    problem:
      `Invalid EchoNet settings: ${problems.join('; ')}. ` +
      'Invalid settings ignored; contact your administrator.',
  };
}

/** The valid part of the settings; adds problems for the rest. */
function sound(
  { entries }: ObjectSchema,
  given: Record<string, unknown>,
  path: string,
  problems: string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
      const keyPath = `${path}.${key}`;
      const schema = Object.hasOwn(entries, key) ? entries[key] : undefined;
      if (!schema) {
        problems.push(`${keyPath} is unknown${likely(key, Object.keys(entries))}`);
        return [];
      }
      const nested = nestedIn(schema);
      if (nested) {
        return [[key, sound(nested, settingsOf(value, keyPath, problems), keyPath, problems)]];
      }
      const parsed = v.safeParse(schema, value);
      if (parsed.success) {
        return [[key, value]];
      }
      problems.push(...parsed.issues.map((issue) => describe(issue, keyPath)));
      return [];
    }),
  );
}

/** @returns an empty object and a problem if the value is no object */
function settingsOf(value: unknown, path: string, problems: string[]): Record<string, unknown> {
  if (value === undefined || value === null) {
    return {};
  }
  if (typeof value === 'object' && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  problems.push(`${path} is not an object of settings`);
  return {};
}

export type ObjectSchema = Pick<v.ObjectSchema<v.ObjectEntries, undefined>, 'entries'>;

/** Schema of nested settings; undefined for a value. */
export function nestedIn(schema: v.GenericSchema): ObjectSchema | undefined {
  const inner = 'wrapped' in schema ? schema.wrapped : schema;
  return (inner as v.GenericSchema).type === 'object' ? (inner as ObjectSchema) : undefined;
}

function describe(issue: v.BaseIssue<unknown>, keyPath: string): string {
  const below = v.getDotPath(issue);
  const expects =
    issue.kind === 'schema'
      ? `is ${issue.received}, but should be ${issue.expected}`
      : issue.message;
  return `${keyPath}${below ? `.${below}` : ''} ${expects}`;
}

function likely(key: string, keys: readonly string[]): string {
  const nearest = closest(
    key.toLowerCase(),
    keys.map((each) => each.toLowerCase()),
  );
  const meant = keys.find((each) => each.toLowerCase() === nearest)!;
  const isNear = distance(key.toLowerCase(), nearest) <= Math.max(2, key.length / 3);
  return isNear ? ` (did you mean ${meant}?)` : ` (there are ${keys.join(', ')})`;
}
