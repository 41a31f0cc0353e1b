import { assessComparisons, type ComparisonResults } from './assess-comparison';
import {
  assessEjectionFraction,
  ejectionFractionClips,
  type EjectionFractionResults,
} from './assess-ejection-fraction';
import { assessStructures, type StructureResults } from './assess-structures';
import { assessTask, type TaskResults } from './assess-task';
import type { ReportClip, ReportData } from './report-data';
import { countsOf, type Counts } from './task-clips';

/** Every number of a report. JSON-serialisable. */
export interface ModelResults {
  readonly bootstrap: { readonly resamples: number; readonly seed: number };
  /** Clips that thresholds and intervals are fit on. */
  readonly calibration: Counts;
  readonly test: Counts;
  /** By task id. */
  readonly tasks: Readonly<Record<string, TaskResults>>;
  /** For models with the tasks EF, EDV and ESV. */
  readonly ejectionFraction?: EjectionFractionResults;
  readonly comparisons: readonly ComparisonResults[];
  /** For data with a structure code for every pixel. */
  readonly structures?: StructureResults;
}

/** Of the bootstrap. */
export const defaultResamples = 1000;

/**
 * Computes every number of a report, deterministically.
 *
 * @throws Error when a patient has calibration and test clips, which would bias the results
 */
export function assessModel(data: ReportData): ModelResults {
  const { tasks, clips, seed, comparedTo = [] } = data;
  requireDisjointPatients(clips);
  const options = { resamples: data.resamples ?? defaultResamples, seed };
  const fractions = ejectionFractionClips(tasks, clips);
  const countsIn = (subset: ReportClip['subset']) =>
    countsOf(clips.filter((clip) => clip.subset === subset));
  const results = Object.fromEntries(
    tasks.map((task) => [task.id, assessTask(task, clips, options)]),
  );
  const thresholds = Object.fromEntries(tasks.map(({ id }) => [id, results[id].threshold]));
  const structures = assessStructures(data, thresholds, options);
  return {
    bootstrap: options,
    calibration: countsIn('calibration'),
    test: countsIn('test'),
    tasks: results,
    ...(fractions && { ejectionFraction: assessEjectionFraction(fractions, options) }),
    comparisons: assessComparisons(tasks, clips, comparedTo, options),
    ...(structures && { structures }),
  };
}

function requireDisjointPatients(clips: readonly ReportClip[]): void {
  const subsetByPatient = new Map<string, ReportClip['subset']>();
  for (const { patientId, subset } of clips) {
    if ((subsetByPatient.get(patientId) ?? subset) !== subset) {
      throw new Error(`Patient ${patientId} has clips in both the calibration and the test set.`);
    }
    subsetByPatient.set(patientId, subset);
  }
}
