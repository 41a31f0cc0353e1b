import {
  averagedClips,
  poolPredictions,
  viewDoubtOf,
  type ClipPrediction,
  type ViewDoubt,
} from '@echonet/models';
import type { Clip } from '../clips/clip';
import { chosenClips } from '../clips/state';
import type { Run } from '../inference/state';
import type { SessionState } from '../session/state';
import { isHeldBack } from '../views/state';
import type { ClipResult } from './state';

export interface ReadClip {
  readonly clip: Clip;
  readonly result: ClipResult;
}

/** Pooled predictions of the chosen clips. */
export interface Reading {
  /** Those with a result, in the study's order; at least one. */
  readonly clips: readonly ReadClip[];
  /** Pooled; that of one clip is in its result. */
  readonly prediction: ClipPrediction;
  /** A clip is running, or frames are missing. */
  readonly isProvisional: boolean;
  /** Every chosen clip has a result or has failed, and none is running. */
  readonly isComplete: boolean;
}

export interface ReadingParts extends Pick<
  SessionState,
  'model' | 'clips' | 'choice' | 'results' | 'failures' | 'views'
> {
  readonly run?: Pick<Run, 'SOPInstanceUID' | 'partial'>;
}

export function isFinal({ isComplete, isProvisional }: Reading): boolean {
  return isComplete && !isProvisional;
}

/** Whether a clip has neither a view check nor the reader's confirmation. */
export function isViewUnchecked({ clips }: Reading): boolean {
  return clips.some(({ result }) => result.view === undefined);
}

/** Why the view check does not accept a clip of several; undefined where it accepts all that it looked at. */
export function viewDoubtOfClips(
  results: readonly (Pick<ClipResult, 'view'> | undefined)[],
): ViewDoubt | undefined {
  const doubts = results.flatMap((result) =>
    result?.view?.accepted === false ? [viewDoubtOf(result.view.missing)] : [],
  );
  return doubts.find((doubt) => doubt === 'not A4C') ?? doubts.at(0);
}

/** The clips whose predictions of a task are averaged. */
export function averagedOf({ clips }: Reading, taskId: string): readonly ReadClip[] {
  return averagedClips(clips, taskId, ({ result }) => Object.keys(result.prediction));
}

/** Undefined while results are provisional. */
export function finalReadingOf(state: ReadingParts): Reading | undefined {
  const reading = readingOf(state);
  return reading && isFinal(reading) ? reading : undefined;
}

/** Undefined before the first frame of a chosen clip is predicted. */
export function readingOf(state: ReadingParts): Reading | undefined {
  const { model, run, results, failures } = state;
  if (model.phase !== 'ready') {
    return undefined;
  }
  const chosen = chosenClips(state);
  const isRunning = chosen.some(({ SOPInstanceUID }) => SOPInstanceUID === run?.SOPInstanceUID);
  const clips = chosen.flatMap((clip): ReadClip[] => {
    const isThis = run?.SOPInstanceUID === clip.SOPInstanceUID;
    const result = (isThis ? run.partial : undefined) ?? results.get(clip.SOPInstanceUID);
    return result ? [{ clip, result }] : [];
  });
  if (clips.length === 0) {
    return undefined;
  }
  return {
    clips,
    prediction: poolPredictions(
      model.manifest,
      clips.map(({ result }) => result.prediction),
    ),
    isProvisional:
      clips.some(({ result }) => result.frameIndices.length < result.expectedFrames) ||
      (run !== undefined && clips.length < chosen.length),
    isComplete:
      !isRunning &&
      chosen.every(
        ({ SOPInstanceUID: uid }) =>
          results.has(uid) || failures.has(uid) || isHeldBack(state, uid),
      ),
  };
}
