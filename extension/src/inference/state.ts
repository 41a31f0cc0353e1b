import type { ClipResult } from '../results/state';
import type { BackendReport } from './protocol';

export type RunPhase = 'starting' | 'checking' | 'reading' | 'locating' | 'predicting';

/** Steps done and their number; both 0 while neither is known. */
export interface StepCount {
  readonly done: number;
  readonly count: number;
}

/** A run in progress; the step count is of the frames of its phase. */
export interface Run extends StepCount {
  readonly SOPInstanceUID: string;
  /** 0-based place of the clip among those of the run. */
  readonly clipIndex: number;
  readonly clipCount: number;
  readonly phase: RunPhase;
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

/** Approximate share of a run that reading the frames takes; prediction takes the rest. */
const readingShare = 1 / 3;

/** @returns the part of the whole run that is done, 0 to 1 */
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
      return readingShare * part;
    case 'locating':
      return readingShare;
    case 'predicting':
      return readingShare + (1 - readingShare) * part;
  }
}
