import { group } from 'd3-array';
import type { CohortClip } from '../prepared/open-prepared';
import { findTasks } from '../find-tasks';
import type { PatientStrata } from './stratify';

/** Number of quantile groups of a regression label. */
const quantiles = 4;

/**
 * The strata of every patient: each class label, and the quartile of each regression label (mean
 * over the patient's clips).
 *
 * @param taskIds labels to stratify by
 */
export function patientStrata(
  clips: readonly Pick<CohortClip, 'patientId' | 'labels'>[],
  taskIds: readonly string[],
): PatientStrata[] {
  const clipsOf = group(clips, ({ patientId }) => patientId);
  const groups = new Map<string, string[]>([...clipsOf.keys()].map((id) => [id, []]));
  for (const { id, kind } of findTasks(taskIds)) {
    const values = [...clipsOf].flatMap(([patientId, own]) => {
      const labels = own.flatMap(({ labels: all }) => all[id] ?? []);
      return labels.length === 0
        ? []
        : [{ patientId, value: labels.reduce((sum, label) => sum + label, 0) / labels.length }];
    });
    const sorted = values.map(({ value }) => value).sort((a, b) => a - b);
    for (const { patientId, value } of values) {
      const rank = sorted.indexOf(value) / sorted.length;
      const group = kind === 'classification' ? Math.round(value) : Math.floor(rank * quantiles);
      groups.get(patientId)!.push(`${id}=${group}`);
    }
  }
  return [...groups].map(([patientId, strata]) => ({ patientId, strata }));
}
