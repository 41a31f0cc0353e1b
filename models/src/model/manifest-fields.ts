import * as v from 'valibot';
import { count, finite, notNegative, text } from '../field-schemas';

export {
  atLeastOne,
  count,
  finite,
  notNegative,
  positive,
  probability,
  text,
} from '../field-schemas';

/**
 * A model's file may be as large as this: twelve times the full network of this project, and a quarter of
 * the memory that WebAssembly has, where an ONNX file lies twice.
 */
export const mostFileBytes = 1e9;

export const manifestFileName = 'echonet.json';

/** A model's files cannot be used; the message is a full sentence for users. */
export class ModelRefusal extends Error {
  override readonly name = 'ModelRefusal';
}

export interface Provenance {
  readonly data: string;
  /** Trained on simulated echoes; stated on screen and in every report. */
  readonly simulated: boolean;
  readonly patients: { readonly train: number; readonly validation: number; readonly test: number };
  readonly commit: string;
  readonly seed: number;
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  /** Licence of the weights where their data demand one, such as 'CC BY-NC-SA 4.0'. */
  readonly licence?: string;
  /** The publication to cite with results. */
  readonly citation?: string;
}

/** Quantisation of the kernels. */
export interface Storage {
  readonly weights: 'float32' | 'float16' | 'uint8';
  /**
   * By task id: root mean square change of the test clips' predictions by quantisation, as a
   * fraction of their labels' standard deviation.
   */
  readonly drift: Readonly<Record<string, number>>;
}

/** Keeps a manifest from making the loader read outside the model's folder. */
const fileName = v.pipe(v.string(), v.regex(/^(?!\.)[\w.-]+$/, 'must be a plain file name'));
const sha256Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));

/** SHA-256 by file name; one file must be among them. */
export function filesWith(needed: string) {
  return v.pipe(
    v.record(fileName, sha256Hex),
    v.check((files) => needed in files, `files does not list ${needed}`),
  );
}

export const sharedFields = {
  schemaVersion: v.literal(1),
  id: text,
  version: text,
  name: text,
  provenance: v.object({
    data: text,
    simulated: v.boolean(),
    patients: v.object({ train: count, validation: count, test: count }),
    commit: text,
    seed: finite,
    command: text,
    date: text,
    licence: v.optional(text),
    citation: v.optional(text),
  }),
  intendedUse: text,
  modelCard: v.optional(text),
  storage: v.optional(
    v.object({
      weights: v.picklist(['float32', 'float16', 'uint8']),
      drift: v.record(v.string(), notNegative),
    }),
  ),
  files: filesWith('model.json'),
};

/** The parts of a manifest whose images must fit each other. */
interface ImageParts {
  readonly architecture: { readonly inputSize: number; readonly channels: number };
  readonly input: { readonly size: number; readonly channels: number };
}

/** Checks that the network reads images of the size that the input contract prepares. */
export function sameSize<Parts extends ImageParts>() {
  return v.check<Parts, string>(
    (m) => m.architecture.inputSize === m.input.size,
    'architecture.inputSize and input.size differ',
  );
}

/** Checks that the network reads as many channels as the input contract prepares. */
export function sameChannels<Parts extends ImageParts>() {
  return v.check<Parts, string>(
    (m) => m.architecture.channels === m.input.channels,
    'architecture.channels and input.channels differ',
  );
}

/**
 * Checks the content of echonet.json. Fields that this version does not know are dropped.
 *
 * @throws ModelRefusal when the schema version is another one, or naming the first field that is
 *   missing or wrong
 */
export function parseFields<Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
): v.InferOutput<Schema> {
  const version = v.safeParse(v.object({ schemaVersion: v.unknown() }), json);
  if (!version.success) {
    throw new ModelRefusal(
      `${manifestFileName} is not the manifest of an EchoNet model: it has no schemaVersion.`,
    );
  }
  if (version.output.schemaVersion !== 1) {
    throw new ModelRefusal(
      `The model was written for schema version ${JSON.stringify(version.output.schemaVersion)} ` +
        'of EchoNet, and this version reads 1 only; use a matching model or a newer EchoNet.',
    );
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const path = v.getDotPath(issue);
    throw new ModelRefusal(
      `${manifestFileName} cannot be used: ${path ? `${path}: ` : ''}${issue.message}. ` +
        'Export the model again.',
    );
  }
  return parsed.output;
}
