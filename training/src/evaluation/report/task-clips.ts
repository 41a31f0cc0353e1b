import { mean } from '../statistics/summary';
import type { ReportClip } from './report-data';

/** Labelled clips of a subset for one task, as parallel arrays. */
export interface TaskClips {
  readonly clips: readonly ReportClip[];
  readonly patientIds: readonly string[];
  readonly truth: readonly number[];
  /** Mean over the frames of each clip. */
  readonly predicted: readonly number[];
}

export interface Counts {
  readonly clips: number;
  readonly patients: number;
}

/** Clips of the subset with a label of the task and at least one predicted frame. */
export function taskClips(
  clips: readonly ReportClip[],
  taskId: string,
  subset: ReportClip['subset'],
): TaskClips {
  const known = clips.filter(
    (clip) =>
      clip.subset === subset && clip.truth[taskId] !== undefined && clip.frames[taskId]?.length > 0,
  );
  return {
    clips: known,
    patientIds: known.map(({ patientId }) => patientId),
    truth: known.map(({ truth }) => truth[taskId]),
    predicted: known.map(({ frames }) => mean(frames[taskId])),
  };
}

/** Selects clips by index. */
export function pick(all: TaskClips, indices: readonly number[]): TaskClips {
  return {
    clips: indices.map((index) => all.clips[index]),
    patientIds: indices.map((index) => all.patientIds[index]),
    truth: indices.map((index) => all.truth[index]),
    predicted: indices.map((index) => all.predicted[index]),
  };
}

export function countsOf(clips: readonly Pick<ReportClip, 'patientId'>[]): Counts {
  return {
    clips: clips.length,
    patients: new Set(clips.map(({ patientId }) => patientId)).size,
  };
}
