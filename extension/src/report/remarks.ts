import type { Strings } from '../strings';
import type { Report } from './report';

/**
 * Sentences that accompany the numbers: research use and training data first. Those of the model
 * and of the department are in their own language.
 */
export function remarksOf(report: Report, { notice, results, patients }: Strings): string[] {
  const { manifest, clips, isViewUnchecked, ejectionFractionFromVolumes, notes } = report;
  const { simulated, data, patients: counts } = manifest.provenance;
  const cohort = patients(counts.train);
  return [
    `${notice.researchOnly} ${notice.notForDiagnosis}`,
    simulated ? notice.simulated(cohort) : notice.trainedOn(data, cohort),
    ...(clips.length > 1 ? [results.poolWarning] : []),
    ...(isViewUnchecked ? [results.viewWarning] : []),
    ...(ejectionFractionFromVolumes?.disagrees ? [results.fromVolumesDisagree] : []),
    ...notes,
  ];
}
