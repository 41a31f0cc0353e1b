import type { CohortClip } from '../../data/prepared/open-prepared';
import type { ReportClip, ReportTask } from '../report/report-data';
import type { TrainingRun } from '../../learning/train/config';
import { frameValues, type ClipLogits } from './predict-clips';

type Task = TrainingRun['tasks'][number];

export function reportClip(one: ClipLogits, tasks: readonly Task[]): ReportClip {
  const { clip, subset } = one;
  const { patientId, clipId, view, labels } = clip;
  return {
    patientId,
    clipId,
    subset,
    view,
    truth: labels,
    attributes: attributesOf(clip),
    frames: Object.fromEntries(tasks.map((task) => [task.id, frameValues(task, one)])),
  };
}

export function reportTask(task: Task): ReportTask {
  const { id, name, kind, unit } = task;
  return { id, name, kind, unit, trainingMean: trainingMeanOf(task) };
}

/** Mean of the training labels of a regression, in its unit. */
export function trainingMeanOf({ trainingMean, labelMean }: Task): number | undefined {
  return trainingMean ?? labelMean;
}

export function attributesOf({
  labels,
  manufacturer,
  imageQuality,
}: CohortClip): ReportClip['attributes'] {
  const { sex, age, weight, height } = labels;
  return {
    ...(sex !== undefined && { sex: sex === 1 ? 'M' : 'F' }),
    ...(age !== undefined && { age }),
    ...(weight !== undefined && height !== undefined && { bmi: weight / height ** 2 }),
    ...(manufacturer && { manufacturer }),
    ...(imageQuality && { imageQuality }),
  };
}
