import * as v from 'valibot';
import { backendNames } from '../config';
import { saliencyMethods } from '../saliency/settings';

/**
 * Everything that passes between the viewer's page and the inference worker. Each message is checked
 * where it arrives, so that a fault is named at the border and not met later as odd numbers.
 */

const text = v.pipe(v.string(), v.nonEmpty());
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());

const backendName = v.picklist(backendNames);

/** Starts the backend and loads the model. */
const startRequest = v.object({
  /** Folder of the model, ending in a slash. */
  modelUrl: text,
  /** Folder of the WebAssembly binaries, ending in a slash. */
  wasmUrl: text,
  backend: v.picklist(['auto', ...backendNames]),
  /** The backends that may be used, the most wanted first. */
  backendOrder: v.array(backendName),
  /** Backends that have stopped in the middle of their work, and are not tried again. */
  failed: v.array(backendName),
});

const backendReport = v.object({
  name: backendName,
  /** What computes, in the reader's words. */
  description: text,
  /** The graphics device; absent where the processor computes. */
  adapter: v.optional(text),
  /** Threads that compute; absent where a graphics device does. */
  threads: v.optional(count),
  /** Without it, WebAssembly has one thread. */
  isCrossOriginIsolated: v.boolean(),
  /** Full sentences: which faster backends were passed over, and why. */
  passedOver: v.array(v.string()),
  /** Full sentences that a reader must see: what stopped on the way, where the model came from. */
  notes: v.array(v.string()),
  /** Optional features of the device that are in use. */
  features: v.array(text),
  /** Limits of the device by name, for bug reports. */
  limits: v.record(v.string(), finite),
});

const startReply = v.object({
  backend: backendReport,
  /** Most images to ask for in one predictFrames. */
  batchSize: count,
  /** Milliseconds that each part of the start has taken. */
  timings: v.object({ backendMs: finite, modelMs: finite }),
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

const point = v.object({ x: finite, y: finite });

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
  /** Closed outlines in image pixels that the network is not shown; kept beside the clip as it is. */
  occluded: v.optional(v.array(v.pipe(v.array(point), v.minLength(3)))),
});

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const quality = v.object({ contrast: share, blackShare: share, whiteShare: share });

const prepareReply = v.object({
  /** Side of the network's image in pixels. */
  size: count,
  sector: v.object({
    crop: v.object({ x: finite, y: finite, width: finite, height: finite }),
    outline: v.array(point),
    source: v.picklist(['region', 'pixels']),
    notes: v.array(v.string()),
  }),
  /** Of some of the frames, inside the sector. */
  quality,
});

/** Asks a view classifier, which is loaded when it is first asked. */
const classifyRequest = v.object({
  ...prepareRequest.entries,
  /** Folder of the classifier, ending in a slash. */
  classifierUrl: text,
});

const classifyReply = v.object({
  prediction: v.object({
    view: v.picklist(['A4C', 'other', 'unusable', 'uncertain']),
    accepted: v.boolean(),
    probability: share,
    threshold: share,
    probabilities: v.object({ A4C: share, other: share, unusable: share }),
  }),
  quality,
});

const predictRequest = v.object({
  SOPInstanceUID: text,
  /** 0-based frames of a prepared clip. */
  frameIndices: v.pipe(v.array(index), v.minLength(1)),
  /** The clip with the last occlusion regions, instead of the clip as it is. */
  isOccluded: v.optional(v.boolean()),
});
/** Values by task, one entry a frame, in the order that was asked for. */
const predictReply = v.object({
  frames: v.array(v.object({ values: v.record(v.string(), finite) })),
});

const explainRequest = v.object({
  SOPInstanceUID: text,
  frameIndex: index,
  taskId: text,
  method: v.picklist(saliencyMethods),
  /** Images to average over; the plain gradient takes one. */
  samples: count,
  /** Of SmoothGrad alone, as is the seed. */
  noiseLevel: v.pipe(v.number(), v.minValue(0)),
  seed: v.pipe(v.number(), v.integer()),
});

const explainReply = v.object({
  /**
   * size * size values from 0 to 255, row by row, 0 outside the sector; undefined when it was
   * stopped.
   */
  displayValues: v.optional(v.instance(Uint8ClampedArray)),
});

const diagnoseReply = v.object({
  /** Counts and bytes of what the backend holds, by name. */
  memory: v.record(v.string(), finite),
  /** Versions of what computes, by name. */
  versions: v.record(v.string(), text),
});

/** The messages by name, both ways. */
export const messages = {
  start: { request: startRequest, reply: startReply },
  prepareClip: { request: prepareRequest, reply: prepareReply },
  classifyView: { request: classifyRequest, reply: classifyReply },
  predictFrames: { request: predictRequest, reply: predictReply },
  explainFrame: { request: explainRequest, reply: explainReply },
  diagnose: { request: v.undefined(), reply: diagnoseReply },
} as const;

type Messages = typeof messages;
export type MessageName = keyof Messages;
export type Request<Name extends MessageName> = v.InferOutput<Messages[Name]['request']>;
export type Reply<Name extends MessageName> = v.InferOutput<Messages[Name]['reply']>;

export type StartRequest = Request<'start'>;
export type BackendReport = v.InferOutput<typeof backendReport>;
export type PrepareRequest = Request<'prepareClip'>;
export type PreparedClip = Reply<'prepareClip'>;
export type ViewCheck = Reply<'classifyView'>;
export type ExplainRequest = Request<'explainFrame'>;

/** What a starting worker is at: the backend that it tries now, or the bytes that have come. */
export type StartProgress =
  | { readonly phase: 'backend'; readonly name: BackendReport['name'] }
  | { readonly phase: 'download'; readonly bytesRead: number; readonly bytesTotal?: number };

/** Told how far the start has come. */
export type OnStartProgress = (progress: StartProgress) => void;

/** Told after each batch of samples of an explanation how many are done. */
export type OnSample = (done: number, samples: number) => void;

/** What the worker offers; the page reaches it through Comlink. */
export interface InferenceWorker {
  start(request: StartRequest, onProgress?: OnStartProgress): Promise<Reply<'start'>>;
  /** Replaces what is prepared of that clip. */
  prepareClip(request: PrepareRequest): Promise<PreparedClip>;
  /** Nothing of the clip is kept. */
  classifyView(request: Request<'classifyView'>): Promise<ViewCheck>;
  /** Whether the clip's images are still held; the oldest clips are dropped. */
  isPrepared(SOPInstanceUID: string): boolean;
  predictFrames(request: Request<'predictFrames'>): Promise<Reply<'predictFrames'>>;
  explainFrame(request: ExplainRequest, onSample?: OnSample): Promise<Reply<'explainFrame'>>;
  /** Leaves a core to the page, which has much to draw, or takes it again. */
  spareCore(isSpared: boolean): void;
  diagnose(): Reply<'diagnose'>;
  /** Makes explainFrame give up after the samples that it is at. */
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
