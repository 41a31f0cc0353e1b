import { decimalsFor } from '../figures/number-text';
import { agreement, type Agreement } from '../statistics/agreement';
import { bestThreshold } from '../statistics/best-threshold';
import type { BootstrapOptions } from '../statistics/bootstrap';
import { reliabilityCurve, type ReliabilityBin } from '../statistics/calibration';
import {
  confusionTable,
  f1,
  negativePredictiveValue,
  positivePredictiveValue,
  sensitivity,
  specificity,
  type ConfusionTable,
} from '../statistics/confusion-table';
import { delongInterval } from '../statistics/delong';
import type { Interval } from '../statistics/interval';
import { linearFit } from '../statistics/linear-fit';
import { assessFrameCounts, type FrameCountResults } from './assess-frame-counts';
import { assessGroups, type GroupResults } from './assess-group';
import { estimate, type Estimates } from './estimate';
import {
  classificationMetrics,
  regressionMetrics,
  type Metric,
  type MetricContext,
} from './metrics';
import type { ReportClip, ReportTask } from './report-data';
import { subgroups, viewGroups } from './subgroups';
import { countsOf, taskClips, type Counts, type TaskClips } from './task-clips';

/** Results of one task on the test clips. JSON-serialisable. */
export interface TaskResults extends Counts {
  readonly kind: ReportTask['kind'];
  readonly name: string;
  readonly unit: string;
  /** Decimals of values in the task's unit. */
  readonly decimals: number;
  readonly metrics: Estimates;
  /**
   * Classification: analytic 95 % intervals that assume independent clips: DeLong for the AUC,
   * Wilson for the others.
   */
  readonly formulaIntervals?: Readonly<Partial<Record<Metric, Interval>>>;
  /**
   * Classification: the given threshold, or the probability with the best F1 on the calibration clips;
   * 0.5 without any.
   */
  readonly threshold?: number;
  readonly confusion?: ConfusionTable;
  readonly reliability?: readonly ReliabilityBin[];
  /** Regression. */
  readonly agreement?: Agreement;
  /** Regression: least-squares fit predicted = slope * true + intercept. */
  readonly fit?: { readonly slope: number; readonly intercept: number };
  readonly byFrameCount: readonly FrameCountResults[];
  readonly byView: readonly GroupResults[];
  readonly bySubgroup: readonly {
    readonly attribute: string;
    readonly unit?: string;
    readonly groups: readonly GroupResults[];
  }[];
}

/** Results on the test clips, with the decision threshold given or chosen on the calibration clips. */
export function assessTask(
  task: ReportTask,
  clips: readonly ReportClip[],
  options: BootstrapOptions,
): TaskResults {
  const known = taskClips(clips, task.id, 'test');
  const context = contextOf(task, clips);
  const all = task.kind === 'regression' ? regressionMetrics : classificationMetrics;
  const metrics = estimate(known, context, all, options);
  return {
    kind: task.kind,
    name: task.name,
    unit: task.unit,
    decimals: decimalsFor(known.truth),
    ...countsOf(known.clips),
    metrics,
    ...(known.clips.length > 0 && details(task, known, context)),
    byFrameCount: assessFrameCounts(task, known, context, options),
    byView: assessGroups(task, known, viewGroups(known.clips), metrics, context, options),
    bySubgroup: subgroups(known.clips).map(({ groups, ...attribute }) => ({
      ...attribute,
      groups: assessGroups(task, known, groups, metrics, context, options),
    })),
  };
}

/** Parameters chosen without the test clips. */
export function contextOf(task: ReportTask, clips: readonly ReportClip[]): MetricContext {
  const { truth, predicted } = taskClips(clips, task.id, 'calibration');
  return {
    threshold:
      task.kind === 'classification' ? (task.threshold ?? bestThreshold(truth, predicted)) : NaN,
    trainingMean: task.trainingMean ?? NaN,
  };
}

function details(
  { kind }: ReportTask,
  { truth, predicted }: TaskClips,
  { threshold }: MetricContext,
): Partial<TaskResults> {
  if (kind === 'regression') {
    const fit = linearFit(truth, predicted);
    return {
      ...(truth.length > 1 && { agreement: agreement(truth, predicted) }),
      ...(fit && { fit: { slope: fit.slope, intercept: fit.intercept } }),
    };
  }
  const confusion = confusionTable(truth, predicted, threshold);
  const intervals = {
    auc: delongInterval(truth, predicted),
    f1: f1(confusion).interval,
    sensitivity: sensitivity(confusion).interval,
    specificity: specificity(confusion).interval,
    positivePredictiveValue: positivePredictiveValue(confusion).interval,
    negativePredictiveValue: negativePredictiveValue(confusion).interval,
  };
  return {
    threshold,
    confusion,
    reliability: reliabilityCurve(truth, predicted),
    formulaIntervals: Object.fromEntries(
      Object.entries(intervals).filter(([, interval]) => interval !== undefined),
    ),
  };
}
