import * as v from 'valibot';
import { sizeOf } from '../arrays';
import { ModelRefusal } from './manifest-fields';

const dimension = v.pipe(v.number(), v.integer(), v.minValue(0));

const weight = v.object({
  name: v.string(),
  shape: v.array(dimension),
  dtype: v.literal('float32'),
  quantization: v.optional(
    v.object({
      dtype: v.picklist(['float16', 'uint16', 'uint8']),
      scale: v.optional(v.number()),
      min: v.optional(v.number()),
    }),
  ),
});

const weightGroup = v.object({ paths: v.array(v.string()), weights: v.array(weight) });

const topology = v.object({ weightsManifest: v.array(weightGroup) });

/**
 * Weights stored one after the other in the shards `paths`, as in model.json of a tfjs layers model.
 */
export type WeightGroup = v.InferOutput<typeof weightGroup>;

export type StoredWeight = WeightGroup['weights'][number];

/**
 * The weight groups of a parsed model.json.
 *
 * @throws ModelRefusal naming the first field that is missing or wrong.
 */
export function parseWeightGroups(json: unknown): WeightGroup[] {
  const parsed = v.safeParse(topology, json);
  if (parsed.success) {
    return parsed.output.weightsManifest;
  }
  const [issue] = parsed.issues;
  throw new ModelRefusal(
    `model.json is not a layers model this version can read: ${v.getDotPath(issue) ?? 'file'}: ` +
      `${issue.message}. Export the model again.`,
  );
}

/** Length of all shards of a group together, in bytes. */
export function weightGroupBytes({ weights }: WeightGroup): number {
  return weights
    .map((weight) => {
      const values = sizeOf(weight.shape);
      return values * bytesOf(weight);
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes of one stored number of a weight. */
export function bytesOf({ quantization }: StoredWeight): number {
  return { float32: 4, float16: 2, uint16: 2, uint8: 1 }[quantization?.dtype ?? 'float32'];
}
