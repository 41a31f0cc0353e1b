import type { ClipPrediction } from '@echonet/models';
import type { BackendReport, PreparedClip, ViewCheck } from '../inference/protocol';

export interface ClipResult {
  readonly prediction: ClipPrediction;
  /** 0-based frames that the network read, in order. */
  readonly frameIndices: readonly number[];
  /** Frames of each window, of a model that reads several frames at once. */
  readonly windows?: readonly (readonly number[])[];
  /** Number of frames of the finished result; equals the length of frameIndices then. */
  readonly expectedFrames: number;
  /** Full sentences, shown beside the numbers. */
  readonly warnings: readonly string[];
  readonly backend: BackendReport;
  /** From the user's click to this result. */
  readonly elapsedMs: number;
  /** For the diagnostics. */
  readonly timings: {
    /** Until the worker has the frames; includes its start. */
    readonly readMs: number;
    readonly firstResultMs: number;
    readonly perFrameMs: number;
  };
  /** The sector and crop that the network read: places the saliency map on the image. */
  readonly prepared: PreparedClip;
  /** Absent without a view classifier. */
  readonly view?: ViewCheck['prediction'];
}

/** The session's state of results, by SOP Instance UID. */
export interface ResultsSlice {
  readonly results: ReadonlyMap<string, ClipResult>;
  /** Why the last run of a clip has no result, as a sentence. */
  readonly failures: ReadonlyMap<string, string>;
}

export const emptyResults: ResultsSlice = { results: new Map(), failures: new Map() };
