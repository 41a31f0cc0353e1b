import type { ClipPrediction, ImagePoint, Manifest } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { Patient } from '../clips/patient';
import type { RegionShape } from '../host/draw-region';
import type { BackendReport, PreparedClip, ViewCheck } from '../inference/protocol';
import type { Comparison } from '../models/compare-models';
import type { OfferedModel } from '../models/offered-models';
import type { SaliencyStyle, SaliencyLayout, SaliencyMethod } from '../saliency/settings';
import type { Choice } from '../clips/choice';

/** The model that will read the clips. */
export type ModelState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly manifest: Manifest; readonly modelUrl: string }
  | { readonly phase: 'failed'; readonly reason: string };

/** What a run is at. */
export type RunPhase = 'starting' | 'checking' | 'reading' | 'locating' | 'predicting';

/** A run that is under way. */
export interface Run {
  readonly SOPInstanceUID: string;
  /** Which of the clips that are read one after the other; 0-based. */
  readonly clipIndex: number;
  readonly clipCount: number;
  readonly phase: RunPhase;
  /** Frames done in this phase, and how many there are; both 0 where it has none. */
  readonly done: number;
  readonly count: number;
  /** Bytes of the model that have come, while it starts. */
  readonly download?: { readonly bytesRead: number; readonly bytesTotal?: number };
  /** What the frames so far say; its numbers still change. */
  readonly partial?: ClipResult;
}

/** What a run has found. */
export interface ClipResult {
  readonly prediction: ClipPrediction;
  /** 0-based frames that were read, in order. */
  readonly frameIndices: readonly number[];
  /** How many frames there will be; as many as frameIndices once all are in. */
  readonly expectedFrames: number;
  /** Full sentences that a reader must see beside the numbers. */
  readonly warnings: readonly string[];
  readonly backend: BackendReport;
  /** From the reader's click to this result. */
  readonly elapsedMs: number;
  /** Milliseconds, for bug reports. */
  readonly timings: {
    /** Until the frames were with the worker, the start of which it includes. */
    readonly readMs: number;
    readonly firstResultMs: number;
    readonly perFrameMs: number;
  };
  /** Where the network looked: needed to lay saliency over the image. */
  readonly prepared: PreparedClip;
  /** Which view the clip shows, where a classifier was asked. */
  readonly view?: ViewCheck['prediction'];
}

/** The saliency overlay, for all viewports. */
export interface SaliencyState extends SaliencyStyle {
  /** Off at first, so that the first read is the reader's own. */
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
  readonly layout: SaliencyLayout;
  /** The prediction that is explained; the model's first unless chosen. */
  readonly taskId?: string;
  readonly method: SaliencyMethod;
  /** Images that the method averages over, where it does. */
  readonly samples: number;
  /** Maps that are being computed for the active clip; `part` of the next one is done, 0 to 1. */
  readonly progress?: { readonly done: number; readonly count: number; readonly part: number };
  /** The reader stopped it; nothing more is computed until asked. */
  readonly stopped: boolean;
  readonly problem?: string;
  /** Grows with every map, so that viewports draw again. */
  readonly version: number;
}

/** A closed outline in continuous image pixels. */
export type Region = readonly ImagePoint[];

/** What the network makes of a clip of which a part is covered. */
export interface OcclusionResult {
  /** The result that it is compared with; another one makes it stale. */
  readonly before: ClipResult;
  readonly after: ClipResult;
}

/** The experiment of covering a part of a clip, for each clip. */
export interface OcclusionState {
  /** What the reader has occluded, by SOP Instance UID. */
  readonly regions: ReadonlyMap<string, readonly Region[]>;
  readonly results: ReadonlyMap<string, OcclusionResult>;
  /** What the reader is about to draw. */
  readonly drawing?: RegionShape;
  readonly progress?: Done;
  readonly problem?: string;
}

/** How many are done, and how many there are; both 0 while the worker or the archive is waited for. */
export interface Done {
  readonly done: number;
  readonly count: number;
}

/** The model that tells views apart. */
export type ClassifierState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'none' }
  | { readonly phase: 'ready'; readonly manifest: Manifest; readonly modelUrl: string }
  | { readonly phase: 'failed'; readonly reason: string };

/** Which views the clips show. */
export interface ViewsState {
  readonly classifier: ClassifierState;
  /** By SOP Instance UID. */
  readonly checks: ReadonlyMap<string, ViewCheck>;
  /** Why a clip could not be checked, as a sentence. */
  readonly failures: ReadonlyMap<string, string>;
  /** Clips that the reader has scored whatever their view. */
  readonly allowed: ReadonlySet<string>;
  /** The clip that is being checked, and how many are done. */
  readonly checking?: Done & { readonly SOPInstanceUID: string };
}

/** Everything the panel and the viewports show. */
export interface SessionState {
  readonly clips: readonly Clip[];
  /** The clip that the active viewport shows. */
  readonly activeUID?: string;
  /** The clips that the next run reads, and that the results are of. */
  readonly choice: Choice;
  /** Whose study it is, as far as reference values depend on it. */
  readonly patient: Patient;
  readonly model: ModelState;
  /** The models that can be chosen, once they have been asked for. */
  readonly offered?: readonly OfferedModel[];
  /** What a second model says of a clip. */
  readonly comparison?: Comparison;
  readonly run?: Run;
  readonly results: ReadonlyMap<string, ClipResult>;
  /** Why the last run of a clip gave nothing, as a sentence. */
  readonly failures: ReadonlyMap<string, string>;
  readonly saliency: SaliencyState;
  readonly occlusion: OcclusionState;
  readonly views: ViewsState;
  /** What computes, once it has started. */
  readonly backend?: BackendReport;
  /** What computes has changed in the middle of the work; a full sentence. */
  readonly switched?: string;
  /** What is wrong with the viewer's configuration, as a sentence. */
  readonly configProblem?: string;
}

/** A session in which nothing has happened. */
export const emptyState: SessionState = {
  clips: [],
  choice: { uids: new Set(), by: 'rank' },
  patient: {},
  model: { phase: 'unknown' },
  results: new Map(),
  failures: new Map(),
  saliency: {
    visible: false,
    opacity: 0.6,
    colourMap: 'inferno',
    threshold: 0,
    layout: 'overlay',
    method: 'smoothGrad',
    samples: 10,
    stopped: false,
    version: 0,
  },
  occlusion: { regions: new Map(), results: new Map() },
  views: {
    classifier: { phase: 'unknown' },
    checks: new Map(),
    failures: new Map(),
    allowed: new Set(),
  },
};

/** The clip that the active viewport shows; undefined where it shows none. */
export function activeClip({ clips, activeUID }: SessionState): Clip | undefined {
  return clips.find(({ SOPInstanceUID }) => SOPInstanceUID === activeUID);
}

/** The task that saliency explains: the chosen one, or the model's first. */
export function saliencyTaskId({ saliency, model }: SessionState): string | undefined {
  if (model.phase !== 'ready') return undefined;
  const { tasks } = model.manifest;
  return (tasks.find(({ id }) => id === saliency.taskId) ?? tasks[0]).id;
}

/** Reading takes about a third of a run, prediction the rest. */
const readingPart = 1 / 3;

/** How much of a run is done, from 0 to 1. */
export function runFraction(run: Run): number {
  return (run.clipIndex + clipFraction(run)) / run.clipCount;
}

function clipFraction({ phase, done, count }: Run): number {
  const part = count > 0 ? done / count : 0;
  switch (phase) {
    case 'starting':
    case 'checking':
      return 0;
    case 'reading':
      return readingPart * part;
    case 'locating':
      return readingPart;
    case 'predicting':
      return readingPart + (1 - readingPart) * part;
  }
}
