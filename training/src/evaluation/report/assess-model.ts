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

/** Every number of a report. JSON-able. */
export interface ModelResults {
  /** How the intervals were made. */
  readonly bootstrap: { readonly resamples: number; readonly seed: number };
  readonly validation: Counts;
  readonly test: Counts;
  /** By task id. */
  readonly tasks: Readonly<Record<string, TaskResults>>;
  /** Where the model has the tasks EF, EDV and ESV. */
  readonly ejectionFraction?: EjectionFractionResults;
  readonly comparisons: readonly ComparisonResults[];
  /** Where the data say what lies under each pixel. */
  readonly structures?: StructureResults;
}

const defaultResamples = 1000;

/**
 * Assesses a model on its test clips. The same data always give the same numbers.
 *
 * @throws when a patient is on both sides, as the results would then be too good
 */
export function assessModel(data: ReportData): ModelResults {
  const { tasks, clips, seed, comparedTo = [] } = data;
  requireApart(clips);
  const options = { resamples: data.resamples ?? defaultResamples, seed };
  const fractions = ejectionFractionClips(tasks, clips);
  const onSide = (side: 'validation' | 'test') =>
    countsOf(clips.filter((clip) => clip.side === side));
  const results = Object.fromEntries(
    tasks.map((task) => [task.id, assessTask(task, clips, options)]),
  );
  const thresholds = Object.fromEntries(tasks.map(({ id }) => [id, results[id].threshold]));
  const structures = assessStructures(data, thresholds, options);
  return {
    bootstrap: options,
    validation: onSide('validation'),
    test: onSide('test'),
    tasks: results,
    ...(fractions && { ejectionFraction: assessEjectionFraction(fractions, options) }),
    comparisons: assessComparisons(tasks, clips, comparedTo, options),
    ...(structures && { structures }),
  };
}

function requireApart(clips: readonly ReportClip[]): void {
  const sides = new Map<string, ReportClip['side']>();
  for (const { patientId, side } of clips) {
    if ((sides.get(patientId) ?? side) !== side) {
      throw new Error(`Patient ${patientId} has clips on both the validation and the test side.`);
    }
    sides.set(patientId, side);
  }
}
