import * as v from 'valibot';
import { taskDefinitions } from '@echonet/models/tasks';
import type { splitSets } from '../split/split-set';
import type { FrameFacts } from './images';

/** Index of a prepared folder, written last: where it exists, the folder is complete. */
export const indexFileName = 'index.json';
/** Table with one row per clip. */
export const clipsFileName = 'clips.csv';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.gtValue(0));

/** Schema of index.json. */
export const preparedIndex = v.object({
  format: v.literal('echonet-prepared'),
  version: v.literal(1),
  /** Sampling and image preparation, which the viewer repeats. */
  input: v.object({
    size: positive,
    channels: v.picklist([1, 3]),
    frameIntervalMs: positive,
    frameCount: positive,
  }),
  /** True when every patient is simulated. */
  simulated: v.boolean(),
  patients: count,
  clips: count,
  /** Tasks for which at least one clip has a label. */
  tasks: v.array(v.picklist(taskDefinitions.map(({ id }) => id))),
  clipsSha256: hash,
  /** Names of the codes 0, 1, ... of the shards' structures, where present. */
  structures: v.optional(v.array(v.string())),
  /**
   * The structures that are marked wherever they are seen; the code of "none" also stands for all
   * others. Absent in folders of earlier versions, where all are marked.
   */
  labelledStructures: v.optional(v.array(v.string())),
  /** A clip's Shard is an index into this list. */
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
  /** Command, time, program version and kind of source. */
  provenance: v.object({
    source: v.string(),
    /** Of data that others published: weights trained on them inherit both. */
    licence: v.optional(v.string()),
    citation: v.optional(v.string()),
    command: v.string(),
    startedAt: v.string(),
    commit: v.string(),
    versions: v.record(v.string(), v.string()),
  }),
});

export type PreparedIndex = v.InferOutput<typeof preparedIndex>;

/** A row of clips.csv. */
export interface PreparedClipRow extends FrameFacts {
  /** Pseudonym. */
  readonly patientId: string;
  /** Pseudonym of the clip's file. */
  readonly clipId: string;
  readonly view: string;
  /** Set (train, validation, test) that the data set itself assigns. */
  readonly split?: (typeof splitSets)[number];
  readonly manufacturer?: string;
  /** In the words of the source, e.g. Good, Medium or Poor. */
  readonly imageQuality?: string;
  /** By task id, in the task's unit. */
  readonly labels: Readonly<Record<string, number>>;
  readonly shard: number;
  /** Index of the clip's first frame in the shard. */
  readonly firstFrame: number;
  readonly frames: number;
  /** Index of the clip's mask in the shard. */
  readonly mask: number;
}
