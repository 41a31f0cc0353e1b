import * as v from 'valibot';
import { architectureSchema, type Architecture } from '../network/architecture';

/** Name of the manifest inside a model's folder. */
export const manifestFileName = 'echonet.json';

/** What a network was trained to see; training and the viewer prepare images from it alike. */
export interface InputContract {
  /** Side of the square image in pixels. */
  readonly size: number;
  readonly channels: number;
  /** The network reads (grey - mean) / std of grey values in [0, 1]. */
  readonly mean: number;
  readonly std: number;
  /** Time between two sampled frames. */
  readonly frameIntervalMs: number;
  /** Frames sampled from a clip that is long enough. */
  readonly frameCount: number;
  /** The view that its clips must show; a view classifier looks at clips of any. */
  readonly view: 'A4C' | 'any';
}

/** A coded concept: value, coding scheme designator, meaning. */
export interface TaskCode {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/**
 * The tasks of a view classifier, each the probability of one class against all others: the
 * decision threshold of `viewA4C` is the one below which a clip is turned away.
 */
export const viewTaskIds = ['viewA4C', 'viewOther', 'viewUnusable'] as const;

/** One logit of the network and how it becomes a number a reader understands. */
export interface Task {
  /** 'EF', 'EDV', 'ESV', 'lead' or another; unique in the model. */
  readonly id: string;
  readonly name: string;
  /** A regression's value is logit * labelStd + labelMean; a classification's is a probability. */
  readonly kind: 'regression' | 'classification';
  /** '%', 'mL', ...; empty for a probability. */
  readonly unit: string;
  /** Values that training has seen, in `unit`; [0, 1] for a probability. */
  readonly range: readonly [min: number, max: number];
  /** Which of the network's outputs. */
  readonly outputIndex: number;
  /** Regression: mean and standard deviation of the training labels, in `unit`. */
  readonly labelMean?: number;
  readonly labelStd?: number;
  /** Classification: a clip is positive from this probability on. */
  readonly decisionThreshold?: number;
  readonly code?: TaskCode;
  /** On the held-out cases, e.g. {r2, mae} or {auc, f1}. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly calibration?: {
    /** 90 % of the held-out cases lay within this of the prediction, in `unit`. */
    readonly interval90HalfWidth?: number;
    /** Classification: probability = logistic(slope * logit + intercept); 1 and 0 unless given. */
    readonly probability?: { readonly slope: number; readonly intercept: number };
    /**
     * Classification: the decision threshold is the lowest that let at most this share of the
     * negative validation cases pass; the one with the best F1 unless given.
     */
    readonly mostFalsePositives?: number;
  };
}

/** Where the weights come from. */
export interface Provenance {
  readonly data: string;
  /** Trained on simulated echoes: said on screen and in every report. */
  readonly simulated: boolean;
  readonly patients: { readonly train: number; readonly validation: number; readonly test: number };
  readonly commit: string;
  readonly seed: number;
  /** The command that made the weights. */
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
}

/** Everything a model says about itself: echonet.json beside model.json. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: string;
  readonly name: string;
  /** 'reading' unless given: numbers of the heart; 'view': which view a clip shows. */
  readonly purpose?: 'reading' | 'view';
  readonly architecture: Architecture;
  readonly input: InputContract;
  readonly tasks: readonly Task[];
  readonly provenance: Provenance;
  readonly intendedUse: string;
  /** Intended use, data, results and limits in Markdown, for readers. */
  readonly modelCard?: string;
  /** How the kernels are stored, and what that costs. */
  readonly storage?: Storage;
  /** SHA-256 in lower-case hex of model.json and every weight shard. */
  readonly files: Readonly<Record<string, string>>;
}

/** Rounding of a model's kernels. */
export interface Storage {
  readonly weights: 'float32' | 'float16' | 'uint8';
  /**
   * By task id: root mean square of what the rounding moves the predictions of the held-out clips, as
   * a share of their labels' standard deviation.
   */
  readonly drift: Readonly<Record<string, number>>;
}

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const finite = v.pipe(v.number(), v.finite('must be finite'));
const positive = v.pipe(finite, v.gtValue(0, 'must be above 0'));
const count = v.pipe(finite, v.integer('must be whole'), v.minValue(0, 'must not be negative'));
const atLeastOne = v.pipe(count, v.minValue(1, 'must be at least 1'));
const probability = v.pipe(finite, v.minValue(0), v.maxValue(1, 'must be at most 1'));

const input = v.object({
  size: atLeastOne,
  channels: v.pipe(
    count,
    v.check((channels) => channels === 1 || channels === 3, 'must be 1 or 3'),
  ),
  mean: finite,
  std: positive,
  frameIntervalMs: positive,
  frameCount: atLeastOne,
  view: v.picklist(['A4C', 'any']),
});

const task = v.pipe(
  v.object({
    id: text,
    name: text,
    kind: v.picklist(['regression', 'classification']),
    unit: v.string(),
    range: v.pipe(
      v.tuple([finite, finite]),
      v.check(([min, max]) => min < max, 'must go from the smaller to the larger value'),
    ),
    outputIndex: count,
    labelMean: v.optional(finite),
    labelStd: v.optional(positive),
    decisionThreshold: v.optional(probability),
    code: v.optional(v.object({ value: text, scheme: text, meaning: text })),
    metrics: v.record(v.string(), finite),
    calibration: v.optional(
      v.object({
        interval90HalfWidth: v.optional(v.pipe(finite, v.minValue(0))),
        probability: v.optional(v.object({ slope: positive, intercept: finite })),
        mostFalsePositives: v.optional(probability),
      }),
    ),
  }),
  v.check(
    ({ kind, labelMean, labelStd }) =>
      kind !== 'regression' || (labelMean !== undefined && labelStd !== undefined),
    'a regression needs labelMean and labelStd',
  ),
);

/** A plain file name: a manifest cannot make the loader read outside the model's folder. */
const fileName = v.pipe(v.string(), v.regex(/^(?!\.)[\w.-]+$/, 'must be a plain file name'));
const sha256Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));

const manifest = v.pipe(
  v.object({
    schemaVersion: v.literal(1),
    id: text,
    version: text,
    name: text,
    purpose: v.optional(v.picklist(['reading', 'view'])),
    architecture: architectureSchema,
    input,
    tasks: v.pipe(v.array(task), v.nonEmpty('must name at least one task')),
    provenance: v.object({
      data: text,
      simulated: v.boolean(),
      patients: v.object({ train: count, validation: count, test: count }),
      commit: text,
      seed: finite,
      command: text,
      date: text,
    }),
    intendedUse: text,
    modelCard: v.optional(text),
    storage: v.optional(
      v.object({
        weights: v.picklist(['float32', 'float16', 'uint8']),
        drift: v.record(v.string(), v.pipe(finite, v.minValue(0))),
      }),
    ),
    files: v.record(fileName, sha256Hex),
  }),
  v.check(
    (m) => m.architecture.inputSize === m.input.size,
    'architecture.inputSize and input.size differ',
  ),
  v.check(
    (m) => m.architecture.channels === m.input.channels,
    'architecture.channels and input.channels differ',
  ),
  v.check(
    (m) => m.architecture.outputs === m.tasks.length,
    'architecture.outputs is not the number of tasks',
  ),
  v.check(
    (m) => isOrderOf(m.tasks.map(({ outputIndex }) => outputIndex)),
    'tasks do not use each of the outputs once',
  ),
  v.check(
    (m) => new Set(m.tasks.map(({ id }) => id)).size === m.tasks.length,
    'two tasks have the same id',
  ),
  v.check((m) => 'model.json' in m.files, 'files does not list model.json'),
  v.check(
    (m) => (m.purpose === 'view') === (m.input.view === 'any'),
    'a view classifier, and no other model, has input.view "any"',
  ),
  v.check(
    (m) => m.purpose !== 'view' || isViewTasks(m.tasks),
    `a view classifier has the tasks ${viewTaskIds.join(', ')}, each a classification with a ` +
      'decisionThreshold',
  ),
);

function isViewTasks(tasks: readonly v.InferOutput<typeof task>[]): boolean {
  return (
    tasks.length === viewTaskIds.length &&
    viewTaskIds.every((wanted) => {
      const found = tasks.find(({ id }) => id === wanted);
      return found?.kind === 'classification' && found.decisionThreshold !== undefined;
    })
  );
}

/** Whether the numbers are 0 to n - 1 in any order. */
function isOrderOf(indices: number[]): boolean {
  return [...indices].sort((a, b) => a - b).every((index, position) => index === position);
}

/** A model's files cannot be used; the message is a full sentence for the reader. */
export class ModelRefusal extends Error {
  override readonly name = 'ModelRefusal';
}

/**
 * Checks the content of echonet.json. Fields that this version does not know are dropped.
 *
 * @throws ModelRefusal when the schema version is another one, or naming the first field that is
 *   missing or wrong.
 */
export function parseManifest(json: unknown): Manifest {
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
  const parsed = v.safeParse(manifest, json);
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
