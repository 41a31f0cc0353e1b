import * as v from 'valibot';
import type { sides } from '../split/side';
import { taskDefinitions } from '@echonet/models/tasks';

/** Name of the file that says what a prepared folder holds; where it stands, the folder is whole. */
export const indexFileName = 'index.json';
/** Name of the table with one row a clip. */
export const clipsFileName = 'clips.csv';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.gtValue(0));

/** Schema of index.json. */
export const preparedIndex = v.object({
  format: v.literal('echonet-prepared'),
  version: v.literal(1),
  /** How the images were sampled and drawn; what the viewer needs to do the same. */
  input: v.object({
    size: positive,
    channels: v.picklist([1, 3]),
    frameIntervalMs: positive,
    frameCount: positive,
  }),
  /** Every clip is of a simulated patient. */
  simulated: v.boolean(),
  patients: count,
  clips: count,
  /** Tasks that some clip has a label of. */
  tasks: v.array(v.picklist(taskDefinitions.map(({ id }) => id))),
  /** SHA-256 of clips.csv. */
  clipsSha256: hash,
  /** Names of the codes 0, 1, ... in the shards' structures, where there are any. */
  structures: v.optional(v.array(v.string())),
  /** In order; a clip's Shard is a position here. */
  shards: v.array(
    v.object({
      /** [frames, size, size, channels], grey values 0..255. */
      frames: v.object({ file: v.string(), count, sha256: hash }),
      /** [clips, size, size], 1 inside the sector. */
      masks: v.object({ file: v.string(), count, sha256: hash }),
      /** [frames, size, size], codes of `structures`. */
      structures: v.optional(v.object({ file: v.string(), count, sha256: hash })),
    }),
  ),
  /** The command, when, by which version of this program, from what kind of source. */
  provenance: v.object({
    source: v.string(),
    command: v.string(),
    startedAt: v.string(),
    commit: v.string(),
    versions: v.record(v.string(), v.string()),
  }),
});

/** index.json. */
export type PreparedIndex = v.InferOutput<typeof preparedIndex>;

/** A clip of the table, as far as it is known. */
export interface PreparedClipRow {
  /** Salted hash. */
  readonly patientId: string;
  /** Salted hash of the clip's file. */
  readonly clipId: string;
  /** 'A4C', ... */
  readonly view: string;
  /** Side that the data set itself puts the patient on. */
  readonly split?: (typeof sides)[number];
  readonly manufacturer?: string;
  /** By task id, in the task's unit. */
  readonly labels: Readonly<Record<string, number>>;
  readonly shard: number;
  /** Position of the first of the clip's frames in the shard, from 0. */
  readonly firstFrame: number;
  readonly frames: number;
  /** Position of the clip's mask in the shard, from 0. */
  readonly mask: number;
}
