import type { ClipResult } from '../results/state';
import type { BackendReport } from './protocol';

export type RunPhase =
  'starting' | 'checking' | 'reading' | 'locating' | 'predicting' | 'contouring';

/** Steps done and their number; both 0 while neither is known. */
export interface StepCount {
  readonly done: number;
  readonly count: number;
  /** Steps are windows of frames, not single ones. */
  readonly isOfWindows?: boolean;
}

/** A run in progress; the step count is of the frames of its phase, or of windows of them. */
export interface Run extends StepCount {
  readonly SOPInstanceUID: string;
  /** 0-based place of the clip among those of the run. */
  readonly clipIndex: number;
  readonly clipCount: number;
  readonly phase: RunPhase;
  /** Contours follow the predictions. */
  readonly hasContours?: boolean;
  /** Bytes of the model loaded so far, while it starts. */
  readonly download?: { readonly bytesRead: number; readonly bytesTotal?: number };
  /** The result of the frames predicted so far. */
  readonly partial?: ClipResult;
}

/** The session's state of inference. */
export interface InferenceSlice {
  readonly run?: Run;
  /** The backend in use; undefined without a running worker. */
  readonly backend?: BackendReport;
  /** A full sentence once another backend has replaced one that failed. */
  readonly switched?: string;
}

/** Approximate share of the predictions that reading the frames takes; computing takes the rest. */
const readingShare = 1 / 3;

/** Approximate share of a run with contours that the predictions take. */
const predictionsShare = 2 / 3;

/** @returns the part of the whole run that is done, 0 to 1 */
export function runFraction(run: Run): number {
  return (run.clipIndex + clipFraction(run)) / run.clipCount;
}

function clipFraction(run: Run): number {
  const { phase, done, count, hasContours = false } = run;
  if (phase === 'contouring') {
    return predictionsShare + (1 - predictionsShare) * (count > 0 ? done / count : 0);
  }
  return (hasContours ? predictionsShare : 1) * predictedFraction(phase, done, count);
}

function predictedFraction(
  phase: Exclude<RunPhase, 'contouring'>,
  done: number,
  count: number,
): number {
  const part = count > 0 ? done / count : 0;
  switch (phase) {
    case 'starting':
    case 'checking':
      return 0;
    case 'reading':
      return readingShare * part;
    case 'locating':
      return readingShare;
    case 'predicting':
      return readingShare + (1 - readingShare) * part;
  }
}
