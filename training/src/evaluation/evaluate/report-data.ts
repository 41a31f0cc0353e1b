import type { CohortClip } from '../../data/prepared/open-prepared';
import type { ReportClip, ReportTask } from '../report/report-data';
import type { TrainingRun } from '../../learning/train/config';
import { frameValues, type ClipLogits } from './predict-clips';

export function reportClip(
  { clip, subset, logits }: ClipLogits,
  tasks: TrainingRun['tasks'],
): ReportClip {
  const { patientId, clipId, view, labels } = clip;
  return {
    patientId,
    clipId,
    subset,
    view,
    truth: labels,
    attributes: attributesOf(clip),
    frames: Object.fromEntries(tasks.map((task) => [task.id, frameValues(task, logits[task.id])])),
  };
}

export function reportTask({
  id,
  name,
  kind,
  unit,
  labelMean,
}: TrainingRun['tasks'][number]): ReportTask {
  return { id, name, kind, unit, trainingMean: labelMean };
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
