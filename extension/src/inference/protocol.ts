import * as v from 'valibot';
import { anatomyNames } from '@echonet/models';
import { backendNames } from '../config';
import { allSaliencyMethods } from '../saliency/settings';

/**
 * All messages between page and inference worker. They are validated on receipt, so that an error
 * is reported at the boundary and not as wrong numbers later.
 */

const text = v.pipe(v.string(), v.nonEmpty());
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));

const backendName = v.picklist(backendNames);

const startRequest = v.object({
  /** Folder of the model, with a trailing slash. */
  modelUrl: text,
  /** Folder of the WebAssembly binaries, with a trailing slash. */
  wasmUrl: text,
  backend: v.picklist(['auto', ...backendNames]),
  /** Allowed backends in order of preference. */
  backendOrder: v.array(backendName),
  /** Backends that failed while computing; they are not tried again. */
  failed: v.array(backendName),
});

const backendReport = v.object({
  name: backendName,
  /** As shown in the panel. */
  description: text,
  /** The graphics device; absent on the CPU. */
  adapter: v.optional(text),
  /** Absent on a graphics device. */
  threads: v.optional(count),
  /** WebAssembly threads require it. */
  isCrossOriginIsolated: v.boolean(),
  /** Full sentences: why faster backends are not used. */
  passedOver: v.array(v.string()),
  /** Full sentences for the user: backends that stopped, offline models. */
  notes: v.array(v.string()),
  /** Optional device features in use. */
  features: v.array(text),
  /** Device limits by name, for the diagnostics. */
  limits: v.record(v.string(), finite),
});

const startReply = v.object({
  backend: backendReport,
  /** Largest number of frames for one predictFrames. */
  batchSize: count,
  /** In ms */
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

/** NaN if not a number: header values as written, which locateSector judges, and unknown shares. */
const numberOrNaN = v.union([v.number(), v.nan()]);

const point = v.object({ x: finite, y: finite });

const turn = v.object({ upsideDown: v.boolean(), mirrored: v.boolean() });

const prepareRequest = v.object({
  SOPInstanceUID: text,
  /** Shown name of the clip, for refusals. */
  clip: v.string(),
  regions: v.array(
    v.object({
      RegionSpatialFormat: numberOrNaN,
      RegionDataType: numberOrNaN,
      RegionLocationMinX0: numberOrNaN,
      RegionLocationMinY0: numberOrNaN,
      RegionLocationMaxX1: numberOrNaN,
      RegionLocationMaxY1: numberOrNaN,
      PhysicalUnitsXDirection: v.optional(numberOrNaN),
      PhysicalUnitsYDirection: v.optional(numberOrNaN),
      PhysicalDeltaX: v.optional(numberOrNaN),
      PhysicalDeltaY: v.optional(numberOrNaN),
    }),
  ),
  /** Height over width of a pixel. */
  pixelAspect: v.pipe(finite, v.gtValue(0)),
  frames: v.pipe(v.array(v.object({ frameIndex: index, pixels: framePixels })), v.minLength(1)),
  /**
   * Closed outlines in image pixels to occlude; the occluded clip is cached beside the original.
   */
  occluded: v.optional(v.array(v.pipe(v.array(point), v.minLength(3)))),
  /** As the view classifier found the clip to lie; by the shape of the sector alone unless given. */
  turn: v.optional(turn),
  /** Folder of the quality model, with a trailing slash; loaded on first use. */
  qualityUrl: v.optional(text),
});

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const quality = v.object({ contrast: share, blackShare: share, whiteShare: share });

/** By a quality model; a problem is a sentence, and no reason to refuse the clip. */
const rated = v.union([
  v.object({
    model: text,
    range: v.tuple([finite, finite]),
    overall: finite,
    isLow: v.boolean(),
    tasks: v.array(v.object({ name: text, value: finite, unit: v.string(), isLow: v.boolean() })),
  }),
  v.object({ problem: text }),
]);

const prepareReply = v.object({
  /** Side length of the network's image in pixels. */
  size: count,
  sector: v.object({
    crop: v.object({ x: finite, y: finite, width: finite, height: finite }),
    outline: v.array(point),
    source: v.picklist(['region', 'pixels']),
    /** Absent where the network's images lie as the clip's do. */
    turn: v.optional(turn),
    notes: v.array(v.string()),
  }),
  /** From some of the frames, inside the sector. */
  quality,
  /** Absent without a quality model. */
  rated: v.optional(rated),
});

/** The view classifier is loaded on first use. */
const classifyRequest = v.object({
  ...v.omit(prepareRequest, ['occluded', 'turn']).entries,
  /** Folder of the classifier, with a trailing slash. */
  classifierUrl: text,
  /**
   * Folder of the segmentation model, with a trailing slash, whose outlines must agree; loaded on first
   * use.
   */
  segmentationUrl: v.optional(text),
});

const classifyReply = v.object({
  prediction: v.object({
    view: v.picklist(['A4C', 'other', 'unusable', 'uncertain']),
    accepted: v.boolean(),
    probability: share,
    threshold: share,
    probabilities: v.object({ A4C: share, other: share, unusable: share }),
    /** How the clip is turned before it is read; absent where it is not. */
    turn: v.optional(turn),
    /** What the outlines lack of the view that the classifier accepts. */
    missing: v.optional(v.picklist(anatomyNames)),
  }),
  quality,
  rated: v.optional(rated),
});

const predictRequest = v.object({
  SOPInstanceUID: text,
  /** 0-based frames of a prepared clip. */
  frameIndices: v.pipe(v.array(index), v.minLength(1)),
  /** Predicts the clip with its latest occlusion regions. */
  isOccluded: v.optional(v.boolean()),
});
/** Values by task, one entry per frame in the order of the request. */
const predictReply = v.object({
  frames: v.array(v.object({ values: v.record(v.string(), finite) })),
});

/** One window of frames for a model that is an ONNX file; the result is one for all of them. */
const windowRequest = v.object({
  SOPInstanceUID: text,
  /** Those of the window that the worker does not have yet. */
  frames: v.array(v.object({ frameIndex: index, pixels: framePixels })),
  /** 0-based frames in order; one can occur several times. */
  frameIndices: v.pipe(v.array(index), v.minLength(1)),
  isOccluded: v.optional(v.boolean()),
});

const windowReply = v.object({ values: v.record(v.string(), finite) });

const gridScale = v.object({ mmPerPixelX: positive, mmPerPixelY: positive });

/** Frames of a prepared clip; the segmentation model is loaded on first use. */
const segmentRequest = v.object({
  SOPInstanceUID: text,
  /** Folder of the segmentation model, with a trailing slash. */
  segmentationUrl: text,
  /** Size of the image's pixels, mm; absent where unknown. */
  scale: v.optional(gridScale),
  frames: v.pipe(v.array(v.object({ frameIndex: index, pixels: framePixels })), v.minLength(1)),
});

const ring = v.pipe(v.array(point), v.readonly());

const contour = v.optional(v.object({ outline: ring, holes: v.pipe(v.array(ring), v.readonly()) }));

const chamberSize = v.object({
  unit: v.picklist(['cm', 'pixel']),
  area: finite,
  length: finite,
  volumeDisks: finite,
  volumeAreaLength: finite,
});

const frameReading = v.union([
  v.object({ reason: text }),
  v.object({
    contours: v.object({
      LV: contour,
      LVWall: contour,
      LA: contour,
      RV: contour,
      RA: contour,
    }),
    annulus: v.object({
      hinges: v.pipe(v.tuple([point, point]), v.readonly()),
      midpoint: point,
      foundBy: v.picklist(['atrium and wall', 'atrium', 'wall', 'shape', 'reader']),
    }),
    apex: point,
    ventricle: chamberSize,
    wallArea: v.optional(finite),
    atrium: v.optional(v.object({ roof: point, size: chamberSize })),
  }),
]);

const segmentReply = v.object({
  /** In the order of the request; points in continuous image pixels. */
  frames: v.array(
    v.object({
      reading: frameReading,
      quality: v.optional(
        v.object({
          sharpness: numberOrNaN,
          borderShare: v.optional(numberOrNaN),
          atriumBorderShare: v.optional(numberOrNaN),
          ventricleInOnePart: numberOrNaN,
          atriumInOnePart: v.optional(numberOrNaN),
          wallShare: v.optional(numberOrNaN),
          atriumIsBelow: v.optional(v.boolean()),
        }),
      ),
    }),
  ),
  /** The number of frames of a request that the backend computes with the least overhead. */
  framesPerRequest: count,
});

/** Of a clip whose frames were all segmented, or could not be read. */
const rateRequest = v.object({
  SOPInstanceUID: text,
  segmentationUrl: text,
  /** Of all frames. */
  timesMs: v.pipe(v.array(finite), v.readonly()),
  /** As in the header. */
  rWavesMs: v.optional(v.pipe(v.array(numberOrNaN), v.readonly())),
  headerHeartRate: v.optional(numberOrNaN),
  scale: v.optional(gridScale),
});

const rateReply = v.object({
  quality: v.object({
    sharpness: v.optional(numberOrNaN),
    jitter: v.optional(numberOrNaN),
    borderShare: v.optional(numberOrNaN),
    ventricleInOnePart: v.optional(numberOrNaN),
    atriumInOnePart: v.optional(numberOrNaN),
    wallShare: v.optional(numberOrNaN),
    atriumBelowShare: v.optional(numberOrNaN),
    measuredShare: v.optional(numberOrNaN),
    lengthRatio: v.optional(numberOrNaN),
  }),
});

const explainRequest = v.object({
  SOPInstanceUID: text,
  frameIndex: index,
  taskId: text,
  method: v.picklist(allSaliencyMethods),
  /** Gradients to average; 1 for the plain gradient. */
  samples: count,
  /** Like the seed, for SmoothGrad only. */
  noiseLevel: v.pipe(v.number(), v.minValue(0)),
  seed: v.pipe(v.number(), v.integer()),
  /** Of a model that reads windows of frames: that which is explained, with its frames. */
  window: v.optional(
    v.object({
      frameIndices: v.pipe(v.array(index), v.minLength(1)),
      frames: v.array(v.object({ frameIndex: index, pixels: framePixels })),
    }),
  ),
});

const explainReply = v.object({
  /** size * size values from 0 to 255, row by row, 0 outside the sector; undefined if stopped. */
  displayValues: v.optional(v.instance(Uint8ClampedArray)),
});

const diagnoseReply = v.object({
  /** Counts and bytes of allocated memory by name. */
  memory: v.record(v.string(), finite),
  /** Library versions by name. */
  versions: v.record(v.string(), text),
});

/** Requests and replies by name. */
export const messages = {
  start: { request: startRequest, reply: startReply },
  prepareClip: { request: prepareRequest, reply: prepareReply },
  classifyView: { request: classifyRequest, reply: classifyReply },
  predictFrames: { request: predictRequest, reply: predictReply },
  predictWindow: { request: windowRequest, reply: windowReply },
  segmentFrames: { request: segmentRequest, reply: segmentReply },
  rateContours: { request: rateRequest, reply: rateReply },
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

export type Rated = v.InferOutput<typeof rated>;
export type ExplainRequest = Request<'explainFrame'>;
export type ExplainedFrame = Reply<'explainFrame'>;

/** The backend being tried, or the bytes loaded. */
export type StartProgress =
  | { readonly phase: 'backend'; readonly name: BackendReport['name'] }
  | { readonly phase: 'download'; readonly bytesRead: number; readonly bytesTotal?: number };

export type OnStartProgress = (progress: StartProgress) => void;

/** Called after each batch of samples. */
export type OnSample = (done: number, samples: number) => void;

/** The worker's API, called through Comlink. */
export interface InferenceWorker {
  start(request: StartRequest, onProgress?: OnStartProgress): Promise<Reply<'start'>>;
  /** Replaces the prepared clip. */
  prepareClip(request: PrepareRequest): Promise<PreparedClip>;
  /** Caches nothing of the clip. */
  classifyView(request: Request<'classifyView'>): Promise<ViewCheck>;
  /** Whether the clip is still cached. */
  isPrepared(SOPInstanceUID: string): boolean;
  predictFrames(request: Request<'predictFrames'>): Promise<Reply<'predictFrames'>>;
  /** Of a clip that was prepared for a model that is an ONNX file. */
  predictWindow(request: Request<'predictWindow'>): Promise<Reply<'predictWindow'>>;
  segmentFrames(request: Request<'segmentFrames'>): Promise<Reply<'segmentFrames'>>;
  rateContours(request: Request<'rateContours'>): Promise<Reply<'rateContours'>>;
  explainFrame(request: ExplainRequest, onSample?: OnSample): Promise<Reply<'explainFrame'>>;
  /** Leaves a core to the page while it draws a cine. */
  spareCore(isSpared: boolean): void;
  diagnose(): Reply<'diagnose'>;
  /** Stops explainFrame after the current samples. */
  stopExplaining(): void;
}

type Sender = 'page' | 'worker';

/**
 * Validates a message on receipt.
 *
 * @throws Error as a sentence: page and worker have different versions, or one of them is defective
 */
export function checkMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  message: unknown,
  name: string,
  sender: Sender,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, message);
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  throw new Error(
    `EchoNet's ${sender} sent a message (${name}) that does not fit at ` +
      `${v.getDotPath(issue) ?? 'the top'}: ${issue.message}. Reload the page; if it stays, the ` +
      "plugin's files are of different versions.",
  );
}
