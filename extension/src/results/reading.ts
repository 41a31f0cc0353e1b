import { interval90 } from '@echonet/models';
import type { ClipPrediction, ClipTaskPrediction, Manifest, Task } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { ClipResult, Run, SessionState } from '../session/state';
import { isHeldBack } from '../views/view-checks';

/** One of the clips that make up a reading. */
export interface ReadClip {
  readonly clip: Clip;
  readonly result: ClipResult;
}

/** What the chosen clips together say of the patient. */
export interface Reading {
  /** Those that have a result, in the study's order; at least one. */
  readonly clips: readonly ReadClip[];
  /** Of all of them; what one says alone is in its result. */
  readonly prediction: ClipPrediction;
  /** Numbers that still change: a clip is being read, or not all its frames are in. */
  readonly isProvisional: boolean;
  /** Every chosen clip has been read or has failed, and none is being read. */
  readonly isComplete: boolean;
}

/** What a reading is made of. */
export interface ReadingParts extends Pick<
  SessionState,
  'model' | 'clips' | 'choice' | 'results' | 'failures' | 'views'
> {
  readonly run?: Pick<Run, 'SOPInstanceUID' | 'partial'>;
}

/** The clips that are chosen, in the study's order; all of them can be read. */
export function chosenClips({ clips, choice }: Pick<SessionState, 'clips' | 'choice'>): Clip[] {
  return clips.filter(({ SOPInstanceUID }) => choice.uids.has(SOPInstanceUID));
}

/** The chosen clips that the view classifier turns away and that have no result. */
export function heldBackClips(state: SessionState): Clip[] {
  return chosenClips(state).filter(
    ({ SOPInstanceUID: uid }) => !state.results.has(uid) && isHeldBack(state, uid),
  );
}

/** Whether the numbers do not change any more. */
export function isFinal({ isComplete, isProvisional }: Reading): boolean {
  return isComplete && !isProvisional;
}

/** Whether nobody and nothing has looked which view a clip of the reading shows. */
export function isViewUnchecked({ clips }: Reading): boolean {
  return clips.some(({ result }) => result.view === undefined);
}

/** Whether the view classifier turns a clip of the reading away. */
export function isOtherView({ clips }: Reading): boolean {
  return clips.some(({ result }) => result.view?.accepted === false);
}

/**
 * What the next run reads: the chosen clips without a result, or all of them once all have one; none
 * that the view classifier has turned away.
 */
export function clipsToRead(state: SessionState): Clip[] {
  const chosen = chosenClips(state);
  const unread = chosen.filter(
    ({ SOPInstanceUID: uid }) => !state.results.has(uid) && !isHeldBack(state, uid),
  );
  return unread.length > 0
    ? unread
    : chosen.filter(({ SOPInstanceUID }) => !isHeldBack(state, SOPInstanceUID));
}

/** The chosen clips' results as one; undefined until the first frame of one of them is in. */
export function readingOf(state: ReadingParts): Reading | undefined {
  const { model, run, results, failures } = state;
  if (model.phase !== 'ready') return undefined;
  const chosen = chosenClips(state);
  const isRunning = chosen.some(({ SOPInstanceUID }) => SOPInstanceUID === run?.SOPInstanceUID);
  const clips = chosen.flatMap((clip): ReadClip[] => {
    const isThis = run?.SOPInstanceUID === clip.SOPInstanceUID;
    const result = (isThis ? run.partial : undefined) ?? results.get(clip.SOPInstanceUID);
    return result ? [{ clip, result }] : [];
  });
  if (clips.length === 0) return undefined;
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

/**
 * The plain mean of the clips, each weighing the same however many frames it has. The interval keeps
 * the width of a single clip's: errors of one patient's clips go together, and how much several
 * clips narrow it was not measured.
 *
 * @param predictions at least one; a single one is returned as it is
 */
export function poolPredictions(
  { tasks }: Manifest,
  predictions: readonly ClipPrediction[],
): ClipPrediction {
  if (predictions.length === 1) return predictions[0];
  return Object.fromEntries(
    tasks.map((task) => [
      task.id,
      poolTask(
        task,
        predictions.map((prediction) => prediction[task.id]),
      ),
    ]),
  );
}

function poolTask(task: Task, clips: readonly ClipTaskPrediction[]): ClipTaskPrediction {
  const mean = clips.reduce((sum, clip) => sum + clip.mean, 0) / clips.length;
  const squares = clips.reduce((sum, clip) => sum + (clip.mean - mean) ** 2, 0);
  const { decisionThreshold } = task;
  return {
    mean,
    /** Over the clips, where there are several. */
    standardDeviation: Math.sqrt(squares / (clips.length - 1)),
    perFrame: clips.flatMap(({ perFrame }) => perFrame),
    interval90: interval90(task, mean),
    positive: decisionThreshold === undefined ? undefined : mean >= decisionThreshold,
    notes: [...new Set(clips.flatMap(({ notes }) => notes))],
  };
}
