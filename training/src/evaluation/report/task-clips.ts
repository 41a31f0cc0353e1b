import { mean } from '../statistics/summary';
import type { ReportClip } from './report-data';

/** The clips of a subset with a known truth of a task, as columns of the same length. */
export interface TaskClips {
  readonly clips: readonly ReportClip[];
  readonly patientIds: readonly string[];
  readonly truth: readonly number[];
  /** Plain mean over the frames of each clip. */
  readonly predicted: readonly number[];
}

/** How much a number rests on. */
export interface Counts {
  readonly clips: number;
  readonly patients: number;
}

/** The clips that a task can be judged on: truth known, at least one frame predicted. */
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

/** Some of the clips, by index. */
export function pick(all: TaskClips, indices: readonly number[]): TaskClips {
  return {
    clips: indices.map((index) => all.clips[index]),
    patientIds: indices.map((index) => all.patientIds[index]),
    truth: indices.map((index) => all.truth[index]),
    predicted: indices.map((index) => all.predicted[index]),
  };
}

/** Numbers of clips and of their patients. */
export function countsOf(clips: readonly Pick<ReportClip, 'patientId'>[]): Counts {
  return {
    clips: clips.length,
    patients: new Set(clips.map(({ patientId }) => patientId)).size,
  };
}
