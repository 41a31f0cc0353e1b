import * as v from 'valibot';

/**
 * Everything that passes between the viewer's page and the inference worker. Each message is checked
 * where it arrives, so that a fault is named at the border and not met later as odd numbers.
 */

const text = v.pipe(v.string(), v.nonEmpty());
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());

const backendName = v.picklist(['webgpu', 'wasm', 'cpu']);

/** Starts the backend and loads the model. */
const startRequest = v.object({
  /** Folder of the model, ending in a slash. */
  modelUrl: text,
  /** Folder of the WebAssembly binaries, ending in a slash. */
  wasmUrl: text,
  backend: v.picklist(['auto', 'webgpu', 'wasm', 'cpu']),
});

const startReply = v.object({
  backend: v.object({
    name: backendName,
    /** The graphics device, or threads and vector instructions. */
    description: text,
    /** Full sentences: what was tried and passed over. */
    notes: v.array(v.string()),
  }),
});

const bytes = v.union([v.instance(Uint8Array), v.instance(Uint8ClampedArray)]);

const framePixels = v.pipe(
  v.object({
    Rows: count,
    Columns: count,
    channels: v.picklist([1, 3, 4]),
    data: bytes,
  }),
  v.check(
    ({ Rows, Columns, channels, data }) => data.length === Rows * Columns * channels,
    'the frame has another number of values than its size asks for',
  ),
);

/** Headers hold what was written, NaN for what is no number; the sector's search judges it. */
const asWritten = v.union([v.number(), v.nan()]);

const prepareRequest = v.object({
  SOPInstanceUID: text,
  /** What the reader knows the clip by, for a refusal. */
  clip: v.string(),
  regions: v.array(
    v.object({
      RegionSpatialFormat: asWritten,
      RegionDataType: asWritten,
      RegionLocationMinX0: asWritten,
      RegionLocationMinY0: asWritten,
      RegionLocationMaxX1: asWritten,
      RegionLocationMaxY1: asWritten,
    }),
  ),
  frames: v.pipe(v.array(v.object({ frameIndex: index, pixels: framePixels })), v.minLength(1)),
});

const point = v.object({ x: finite, y: finite });

const prepareReply = v.object({
  /** Side of the network's picture in pixels. */
  size: count,
  sector: v.object({
    crop: v.object({ x: finite, y: finite, width: finite, height: finite }),
    outline: v.array(point),
    source: v.picklist(['region', 'pixels']),
    notes: v.array(v.string()),
  }),
});

const predictRequest = v.object({ SOPInstanceUID: text, frameIndex: index });
const predictReply = v.object({ values: v.record(v.string(), finite) });

const explainRequest = v.object({
  SOPInstanceUID: text,
  frameIndex: index,
  taskId: text,
  samples: count,
  noiseLevel: v.pipe(v.number(), v.minValue(0)),
  seed: v.pipe(v.number(), v.integer()),
});

const explainReply = v.object({
  /**
   * size * size values from 0 to 255, row by row, 0 outside the sector; undefined when it was
   * stopped.
   */
  intensities: v.optional(v.instance(Uint8ClampedArray)),
});

/** The messages by name, both ways. */
export const messages = {
  start: { request: startRequest, reply: startReply },
  prepareClip: { request: prepareRequest, reply: prepareReply },
  predictFrame: { request: predictRequest, reply: predictReply },
  explainFrame: { request: explainRequest, reply: explainReply },
} as const;

type Messages = typeof messages;
export type MessageName = keyof Messages;
export type Request<Name extends MessageName> = v.InferOutput<Messages[Name]['request']>;
export type Reply<Name extends MessageName> = v.InferOutput<Messages[Name]['reply']>;

export type StartRequest = Request<'start'>;
export type BackendReport = Reply<'start'>['backend'];
export type PrepareRequest = Request<'prepareClip'>;
export type PreparedClip = Reply<'prepareClip'>;
export type ExplainRequest = Request<'explainFrame'>;

/** Told after each sample of an explanation how many are done. */
export type OnSample = (done: number, samples: number) => void;

/** What the worker offers; the page reaches it through Comlink. */
export interface InferenceWorker {
  start(request: StartRequest): Promise<Reply<'start'>>;
  /** Replaces what is prepared of that clip. */
  prepareClip(request: PrepareRequest): Promise<PreparedClip>;
  /** Whether the clip's pictures are still held; the oldest clips are dropped. */
  isPrepared(SOPInstanceUID: string): boolean;
  predictFrame(request: Request<'predictFrame'>): Promise<Reply<'predictFrame'>>;
  explainFrame(request: ExplainRequest, onSample?: OnSample): Promise<Reply<'explainFrame'>>;
  /** Makes explainFrame give up after the sample that it is at. */
  stopExplaining(): void;
}

/** Who sent a message that does not fit. */
type Sender = 'page' | 'worker';

/**
 * Checks a message where it arrives.
 *
 * @throws Error as a sentence: page and worker are of different versions, or one of them is broken.
 */
export function checkMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  message: unknown,
  name: string,
  sender: Sender,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, message);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(
    `EchoNet's ${sender} sent a message (${name}) that does not fit at ` +
      `${v.getDotPath(issue) ?? 'the top'}: ${issue.message}. Reload the page; if it stays, the ` +
      "plugin's files are of different versions.",
  );
}
