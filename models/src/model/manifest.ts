import * as v from 'valibot';
import {
  nominalIntervalMs,
  onnxSchema,
  channelCount,
  type OnnxNetwork,
} from '../contract/contract-schema';
import { valueCount } from '../contract/output-values';
import { architectureSchema, hasMapOutput, type Architecture } from '../network/architecture';
import {
  atLeastOne,
  count,
  filesWith,
  finite,
  notNegative,
  parseFields,
  positive,
  probability,
  sameChannels,
  sameSize,
  sharedFields,
  text,
  type Provenance,
  type Storage,
} from './manifest-fields';
import { viewTaskIds } from './view-task-ids';

/** How images are sampled and prepared, in training and in the viewer alike. */
export interface InputContract {
  /** Side of the square image in pixels. */
  readonly size: number;
  readonly channels: number;
  /** Of the grey values in [0, 1]; the network reads (x - mean) / std. */
  readonly mean: number;
  readonly std: number;
  /** Each image is standardised by itself, see `standardisedImage`; mean and std are then 0 and 1. */
  readonly standardisation?: 'image';
  readonly frameIntervalMs: number;
  /** Frames sampled from a clip that is long enough; fewer from shorter ones. */
  readonly frameCount: number;
  /** The view that clips must show, such as 'A4C' or 'A2C'; 'any' for a view classifier. */
  readonly view: string;
}

/** A coded concept; `scheme` is the Coding Scheme Designator. */
export interface TaskCode {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/**
 * A task whose value follows from the volume of a chamber in each frame. The network says the logarithm
 * of that volume in cubic pixels of its image: no image shows its scale, and no frame the whole beat.
 */
export interface FrameVolume {
  readonly chamber: 'LV' | 'LA';
  /**
   * The volume of the chamber at the end-diastoles or end-systoles of the clip, where the LV is largest
   * and smallest, or the share of it that is ejected between them.
   */
  readonly clipValue: 'endDiastole' | 'endSystole' | 'ejectionFraction';
}

/** Of a length, and of a volume. */
export const pixelExponents = [1, 3] as const;
export type PixelExponent = (typeof pixelExponents)[number];

export interface PatientSet {
  /** Name of the data set, such as 'CAMUS'. */
  readonly data: string;
  readonly simulated: boolean;
  readonly patients: number;
}

/** How well a task was predicted for patients whom training did not see. */
export interface TaskEvaluation extends PatientSet {
  readonly metric: 'R2' | 'AUC';
  readonly value: number;
  readonly interval95?: readonly [low: number, high: number];
}

/** One logit of the network and how it becomes a value with a unit. */
export interface Task {
  /** Such as 'EF'; one of the catalogue or the model's own. Unique in the model. */
  readonly id: string;
  readonly name: string;
  /**
   * A regression's value is logit * labelStd + labelMean, of a frameVolume its logarithm; a
   * classification's is a probability.
   */
  readonly kind: 'regression' | 'classification';
  /** '%', 'mL', ...; empty for a probability. */
  readonly unit: string;
  /** Smallest and largest training label, in `unit`; [0, 1] for a probability. */
  readonly range: readonly [min: number, max: number];
  /** Index of the logit; tasks with a frameVolume of the same chamber share one. */
  readonly outputIndex: number;
  /** Regression; the mean of the frames is the value of the clip unless given. */
  readonly frameVolume?: FrameVolume;
  /**
   * Regression of a length (1) or a volume (3) in pixels of the network's image: times the centimetres of
   * a pixel to this power it is in `unit`, cm or mL.
   */
  readonly pixelExponent?: PixelExponent;
  /**
   * Regression: mean and standard deviation of the training labels, in `unit`; with a pixelExponent, in
   * pixels to that power; of a frameVolume, of the logarithms of cubic pixels of the network's image.
   */
  readonly labelMean?: number;
  readonly labelStd?: number;
  /** Classification: positive from this probability on. */
  readonly decisionThreshold?: number;
  /** Of a quality model: flagged below it, in `unit`. */
  readonly leastAcceptable?: number;
  readonly code?: TaskCode;
  /** On the test set, such as {r2, mae} or {auc, f1}. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Absent in models of earlier versions, for which the provenance holds. */
  readonly trainedOn?: readonly PatientSet[];
  /** On held-out patients, real ones where there are any. */
  readonly evaluatedOn?: TaskEvaluation;
  readonly calibration?: {
    /**
     * Half the width of the interval that covers 90 % of held-out cases, in `unit`; where its scale is
     * logarithmic, of the logarithm.
     */
    readonly interval90HalfWidth?: number;
    /** 'absolute' unless given. */
    readonly interval90Scale?: 'absolute' | 'logarithmic';
    /** Classification: probability = logistic(slope * logit + intercept); 1 and 0 unless given. */
    readonly probability?: { readonly slope: number; readonly intercept: number };
    /**
     * Classification: the decision threshold is the lowest at which at most this fraction of the
     * negative validation cases is positive; the one with the best F1 unless given.
     */
    readonly mostFalsePositives?: number;
  };
}

/** Content of echonet.json, beside model.json or, for a network of others, model.onnx. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: string;
  readonly name: string;
  /**
   * 'reading' (measurements and findings) unless given; 'view' for a view classifier, 'quality' for a
   * network that rates images.
   */
  readonly purpose?: 'reading' | 'view' | 'quality';
  /**
   * A view classifier for which an A4C that lies mirrored is another view: it is asked again with left
   * and right exchanged, and a clip that it then accepts is turned before it is read.
   */
  readonly tellsMirrored?: boolean;
  /** Absent where the network is an ONNX file. */
  readonly architecture?: Architecture;
  /** Of a network that is an ONNX file instead. */
  readonly onnx?: OnnxNetwork;
  /** Of an ONNX file, a summary of its contract; mean and std are 0 and 1. */
  readonly input: InputContract;
  readonly tasks: readonly Task[];
  readonly provenance: Provenance;
  readonly intendedUse: string;
  /** Intended use, data, results and limits, in Markdown. */
  readonly modelCard?: string;
  readonly storage?: Storage;
  /** SHA-256 of model.json and every weight shard, or of model.onnx, in lower-case hex. */
  readonly files: Readonly<Record<string, string>>;
}

/** Of a network of this project, whose architecture is known. */
export type NetworkManifest = Manifest & { readonly architecture: Architecture };

const input = v.object({
  size: atLeastOne,
  channels: v.pipe(
    count,
    v.check((channels) => channels === 1 || channels === 3, 'must be 1 or 3'),
  ),
  mean: finite,
  std: positive,
  standardisation: v.optional(v.literal('image')),
  frameIntervalMs: positive,
  frameCount: atLeastOne,
  view: text,
});

const patientSet = { data: text, simulated: v.boolean(), patients: count };

const orderedPair = v.pipe(
  v.tuple([finite, finite]),
  v.check(([low, high]) => low <= high, 'must go from the smaller to the larger value'),
);

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
    frameVolume: v.optional(
      v.object({
        chamber: v.picklist(['LV', 'LA']),
        clipValue: v.picklist(['endDiastole', 'endSystole', 'ejectionFraction']),
      }),
    ),
    pixelExponent: v.optional(v.picklist(pixelExponents)),
    labelMean: v.optional(finite),
    labelStd: v.optional(positive),
    decisionThreshold: v.optional(probability),
    leastAcceptable: v.optional(finite),
    code: v.optional(v.object({ value: text, scheme: text, meaning: text })),
    metrics: v.record(v.string(), finite),
    trainedOn: v.optional(v.array(v.object(patientSet))),
    evaluatedOn: v.optional(
      v.object({
        ...patientSet,
        metric: v.picklist(['R2', 'AUC']),
        value: finite,
        interval95: v.optional(orderedPair),
      }),
    ),
    calibration: v.optional(
      v.object({
        interval90HalfWidth: v.optional(notNegative),
        interval90Scale: v.optional(v.picklist(['absolute', 'logarithmic'])),
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
  v.check(
    ({ kind, frameVolume }) => kind === 'regression' || frameVolume === undefined,
    'a classification has no frameVolume',
  ),
  v.check(
    ({ kind, frameVolume, pixelExponent }) =>
      pixelExponent === undefined || (kind === 'regression' && frameVolume === undefined),
    'only a regression that is no frameVolume has a pixelExponent',
  ),
);

const manifest = v.pipe(
  v.object({
    ...sharedFields,
    purpose: v.optional(v.picklist(['reading', 'view'])),
    tellsMirrored: v.optional(v.boolean()),
    architecture: architectureSchema,
    input,
    tasks: v.pipe(v.array(task), v.nonEmpty('must name at least one task')),
  }),
  v.check(
    (m) => !hasMapOutput(m.architecture),
    'architecture is that of a segmentation, which has no numbers for tasks',
  ),
  sameSize(),
  sameChannels(),
  v.check(
    (m) => isOrderOf(outputsOf(m.tasks), m.architecture.outputs),
    'tasks do not use each of the outputs once',
  ),
  v.check(
    (m) => m.tasks.every(({ frameVolume }) => !frameVolume || hasVentricle(m.tasks)),
    'tasks with a frameVolume need one of the LV, which finds end-diastole and end-systole',
  ),
  v.check(
    (m) => m.input.standardisation === undefined || (m.input.mean === 0 && m.input.std === 1),
    'input.mean and input.std of images that are standardised by themselves are 0 and 1',
  ),
  distinctTasks(),
  v.check(
    (m) => (m.purpose === 'view') === (m.input.view === 'any'),
    'a view classifier, and no other model, has input.view "any"',
  ),
  viewTasksAlone(),
);

const onnxManifest = v.pipe(
  v.object({
    ...sharedFields,
    files: filesWith('model.onnx'),
    purpose: v.optional(v.picklist(['reading', 'view', 'quality'])),
    onnx: onnxSchema,
    tasks: v.pipe(v.array(task), v.nonEmpty('must name at least one task')),
  }),
  v.check(
    (m) => m.tasks.every((one) => one.outputIndex < valueCount(m.onnx.outputs)),
    'a task reads a value that the outputs do not have',
  ),
  v.check(
    (m) => m.tasks.every((one) => (one.frameVolume ?? one.pixelExponent) === undefined),
    'a network that is an ONNX file has no frameVolume and no pixelExponent',
  ),
  v.check(
    (m) => m.onnx.recorded.answer.length === valueCount(m.onnx.outputs),
    'onnx.recorded.answer has another number of values than the outputs',
  ),
  v.check(
    (m) => m.purpose !== 'quality' || m.onnx.input.frames.count === 1,
    'a quality model reads single frames',
  ),
  v.check(
    (m) => m.purpose === 'quality' || m.tasks.every((one) => one.leastAcceptable === undefined),
    'leastAcceptable goes with quality models',
  ),
  distinctTasks(),
  viewTasksAlone(),
);

interface TaskParts {
  readonly purpose?: 'reading' | 'view' | 'quality' | undefined;
  readonly tasks: readonly ParsedTask[];
}

function distinctTasks<Parts extends TaskParts>() {
  return v.check<Parts, string>(
    (m) => new Set(m.tasks.map(({ id }) => id)).size === m.tasks.length,
    'two tasks have the same id',
  );
}

function viewTasksAlone<Parts extends TaskParts>() {
  return v.check<Parts, string>(
    (m) => m.purpose !== 'view' || isViewTasks(m.tasks),
    `a view classifier has the tasks ${viewTaskIds.join(', ')}, each a classification with a ` +
      'decisionThreshold',
  );
}

/** What code that samples frames and shows numbers reads of an ONNX network's contract. */
function withSummary(parsed: v.InferOutput<typeof onnxManifest>): Manifest {
  const { frames, image } = parsed.onnx.input;
  return {
    ...parsed,
    input: {
      size: image.size,
      channels: channelCount(image.channels),
      mean: 0,
      std: 1,
      frameIntervalMs: nominalIntervalMs(frames),
      frameCount: frames.count * frames.mostWindows,
      view: parsed.purpose === 'view' ? 'any' : 'A4C',
    },
  };
}

function isViewTasks(tasks: readonly ParsedTask[]): boolean {
  return (
    tasks.length === viewTaskIds.length &&
    viewTaskIds.every((wanted) => {
      const found = tasks.find(({ id }) => id === wanted);
      return found?.kind === 'classification' && found.decisionThreshold !== undefined;
    })
  );
}

type ParsedTask = v.InferOutput<typeof task>;

/** Of every task, but once for the volumes of one chamber. */
function outputsOf(tasks: readonly ParsedTask[]): number[] {
  const isRepeated = ({ frameVolume, outputIndex }: ParsedTask, at: number) =>
    frameVolume !== undefined &&
    tasks
      .slice(0, at)
      .some(
        (other) =>
          other.frameVolume?.chamber === frameVolume.chamber && other.outputIndex === outputIndex,
      );
  return tasks.filter((one, at) => !isRepeated(one, at)).map(({ outputIndex }) => outputIndex);
}

function hasVentricle(tasks: readonly ParsedTask[]): boolean {
  return tasks.some(({ frameVolume }) => frameVolume?.chamber === 'LV');
}

/** Whether the numbers are a permutation of 0 to count - 1. */
function isOrderOf(indices: number[], count: number): boolean {
  return (
    indices.length === count &&
    [...indices].sort((a, b) => a - b).every((index, position) => index === position)
  );
}

/**
 * Checks the content of echonet.json. Fields that this version does not know are dropped.
 *
 * @throws ModelRefusal when the schema version is another one, or naming the first field that is
 *   missing or wrong.
 */
export function parseManifest(json: unknown): Manifest {
  const isOnnx = v.is(v.object({ onnx: v.unknown() }), json);
  return isOnnx ? withSummary(parseFields(onnxManifest, json)) : parseFields(manifest, json);
}
