import * as v from 'valibot';
import {
  channelCount,
  onnxSegmentationSchema,
  type OnnxSegmentation,
} from '../contract/contract-schema';
import { maskStructures } from '../contract/mask-maps';
import { architectureSchema, hasMapOutput, type Architecture } from '../network/architecture';
import { structureNames, type StructureName } from '../segmentation/structures';
import { parseManifest, type Manifest } from './manifest';
import {
  atLeastOne,
  filesWith,
  finite,
  parseFields,
  positive,
  sameChannels,
  sameSize,
  sharedFields,
  text,
  type Provenance,
  type Storage,
} from './manifest-fields';

export interface SegmentationInput {
  /** Side of the square image in pixels. */
  readonly size: number;
  readonly channels: number;
  /** Each image is standardised by itself, see `standardisedImage`; an ONNX file's contract says how. */
  readonly standardisation?: 'image';
  /** The view that clips must show, such as 'A4C' or 'A2C'. */
  readonly view: string;
}

/** How far a measured value can be from the truth. */
export interface MeasureCalibration {
  readonly unit: string;
  /**
   * The interval that covers 90 % of held-out patients: value - halfWidth to value + halfWidth
   * (absolute), or value / factor to value * factor with factor = exp(halfWidth) (logarithmic).
   */
  readonly interval90: {
    readonly scale: 'absolute' | 'logarithmic';
    readonly halfWidth: number;
  };
  /** On the test patients, such as {r2, r, mae, bias}. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Content of echonet.json of a network that labels the pixels of images. */
export interface SegmentationManifest {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly purpose: 'segmentation';
  /** Absent where the network is an ONNX file. */
  readonly architecture?: Architecture;
  /** Of a network that is an ONNX file instead. */
  readonly onnx?: OnnxSegmentation;
  /** Of an ONNX file, a summary of its contract. */
  readonly input: SegmentationInput;
  /** Structure of each output channel; the first is 'background'. */
  readonly structures: readonly StructureName[];
  /** By measure, such as 'EDV'. */
  readonly measures: Readonly<Record<string, MeasureCalibration>>;
  /** Thresholds of the quality criteria, by criterion, from validation patients. */
  readonly quality: Readonly<Record<string, number>>;
  /** On the test patients, such as {'LV dice ED': 0.95}. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly provenance: Provenance;
  readonly intendedUse: string;
  /** Intended use, data, results and limits, in Markdown. */
  readonly modelCard?: string;
  readonly storage?: Storage;
  /** SHA-256 of model.json and every weight shard, in lower-case hex. */
  readonly files: Readonly<Record<string, string>>;
}

const measuredFields = {
  purpose: v.literal('segmentation'),
  measures: v.record(
    text,
    v.object({
      unit: v.string(),
      interval90: v.object({
        scale: v.picklist(['absolute', 'logarithmic']),
        halfWidth: positive,
      }),
      metrics: v.record(text, finite),
    }),
  ),
  quality: v.record(text, finite),
  metrics: v.record(text, finite),
};

const segmentationManifest = v.pipe(
  v.object({
    ...sharedFields,
    ...measuredFields,
    architecture: architectureSchema,
    input: v.object({
      size: atLeastOne,
      channels: v.literal(1),
      standardisation: v.literal('image'),
      view: text,
    }),
    structures: v.pipe(
      v.array(v.picklist(structureNames)),
      v.check(([first]) => first === 'background', 'must begin with background'),
      v.check((names) => names.includes('LV'), 'must include LV'),
      v.check((names) => new Set(names).size === names.length, 'names a structure twice'),
    ),
  }),
  v.check((m) => hasMapOutput(m.architecture), 'architecture is not that of a segmentation'),
  sameSize(),
  sameChannels(),
  v.check(
    (m) => m.architecture.outputs === m.structures.length,
    'architecture.outputs is not the number of structures',
  ),
);

const onnxManifest = v.object({
  ...sharedFields,
  ...measuredFields,
  files: filesWith('model.onnx'),
  onnx: onnxSegmentationSchema,
});

/** Checks the content of echonet.json as parseManifest does. @throws ModelRefusal as it does */
export function parseSegmentationManifest(json: unknown): SegmentationManifest {
  const isOnnx = v.is(v.object({ onnx: v.unknown() }), json);
  return isOnnx
    ? withSummary(parseFields(onnxManifest, json))
    : parseFields(segmentationManifest, json);
}

/** What code that prepares images and measures contours reads of an ONNX network's contract. */
function withSummary(parsed: v.InferOutput<typeof onnxManifest>): SegmentationManifest {
  const { input, mask } = parsed.onnx;
  const { size, channels } = input.image;
  return {
    ...parsed,
    input: { size, channels: channelCount(channels), view: 'A4C' },
    structures: maskStructures(mask),
  };
}

export type AnyManifest = Manifest | SegmentationManifest;

/** Checks the content of echonet.json of a model of any purpose. @throws ModelRefusal */
export function parseAnyManifest(json: unknown): AnyManifest {
  const isSegmentation = v.is(v.object({ purpose: v.literal('segmentation') }), json);
  return isSegmentation ? parseSegmentationManifest(json) : parseManifest(json);
}
