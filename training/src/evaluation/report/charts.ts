import { blandAltmanChart } from '../figures/bland-altman';
import { frameCountChart } from '../figures/by-frame-count';
import type { Chart } from '../figures/chart';
import { reliabilityChart } from '../figures/reliability';
import { rocChart } from '../figures/roc';
import { subgroupChart } from '../figures/subgroups';
import { scatterChart } from '../figures/true-against-predicted';
import { rocCurve } from '../statistics/roc';
import { rocBand } from '../statistics/roc-band';
import { ejectionFractionClips } from './assess-ejection-fraction';
import { groupMetrics } from './assess-group';
import type { ModelResults } from './assess-model';
import type { TaskResults } from './assess-task';
import type { Estimates } from './estimate';
import { metricTitle, type Metric } from './metrics';
import type { ReportData, ReportTask } from './report-data';
import { notRecorded } from './subgroups';
import { taskClips, type TaskClips } from './task-clips';

/** A figure with the base name of its files. */
export interface NamedChart {
  readonly name: string;
  readonly chart: Chart;
}

/** None for fewer than two test clips. */
export function taskCharts(
  data: ReportData,
  task: ReportTask,
  { tasks, bootstrap }: ModelResults,
): NamedChart[] {
  const known = taskClips(data.clips, task.id, 'test');
  if (known.clips.length < 2) {
    return [];
  }
  const results = tasks[task.id];
  const ofKind =
    task.kind === 'regression'
      ? regressionCharts(task, known, results)
      : classificationCharts(task, known, results, bootstrap);
  return [
    ...ofKind,
    { name: 'frames', chart: frameCounts(task, results) },
    { name: 'subgroups', chart: groups(task, results) },
  ].map(({ name, chart }) => ({ name: `${fileName(task.id)}-${name}`, chart }));
}

/** EF from predicted volumes against true EF; empty where it cannot be computed. */
export function ejectionFractionChart(data: ReportData, results: Estimates): NamedChart[] {
  const fractions = ejectionFractionClips(data.tasks, data.clips);
  if (!fractions) {
    return [];
  }
  const { truth, predicted } = fractions.fromVolumes;
  const chart = scatterChart(
    { taskName: 'Ejection fraction from volumes', unit: '%', truth, predicted },
    { r2: results.r2?.value ?? NaN, mae: results.mae?.value ?? NaN },
  );
  return [{ name: 'EF-from-volumes', chart }];
}

/** Task id with characters outside A-Z, a-z, 0-9, _ and - replaced. */
export function fileName(taskId: string): string {
  return taskId.replace(/[^A-Za-z0-9_-]/g, '-');
}

function regressionCharts(
  { name: taskName, unit }: ReportTask,
  { truth, predicted }: TaskClips,
  { metrics }: TaskResults,
): NamedChart[] {
  const pairs = { taskName, unit, truth, predicted };
  const numbers = { r2: metrics.r2?.value ?? NaN, mae: metrics.mae?.value ?? NaN };
  return [
    { name: 'scatter', chart: scatterChart(pairs, numbers) },
    { name: 'bland-altman', chart: blandAltmanChart(pairs) },
  ];
}

function classificationCharts(
  { name: taskName }: ReportTask,
  { truth, predicted, patientIds }: TaskClips,
  { metrics, formulaIntervals, reliability = [] }: TaskResults,
  bootstrap: ModelResults['bootstrap'],
): NamedChart[] {
  const sensitivity = metrics.sensitivity?.value;
  const specificity = metrics.specificity?.value;
  const both = sensitivity !== undefined && specificity !== undefined;
  return [
    {
      name: 'roc',
      chart: rocChart({
        taskName,
        curve: rocCurve(truth, predicted),
        band: rocBand(truth, predicted, patientIds, bootstrap),
        area: metrics.auc?.value ?? NaN,
        interval: formulaIntervals?.auc,
        ...(both && { operatingPoint: { sensitivity, specificity } }),
      }),
    },
    {
      name: 'calibration',
      chart: reliabilityChart({
        taskName,
        curve: reliability,
        brier: metrics.brier?.value ?? NaN,
        expectedCalibrationError: metrics.expectedCalibrationError?.value ?? NaN,
      }),
    },
  ];
}

function frameCounts(task: ReportTask, { byFrameCount }: TaskResults): Chart {
  const metric: Metric = task.kind === 'regression' ? 'r2' : 'auc';
  return frameCountChart({
    taskName: task.name,
    metricName: metricTitle(metric, task.unit),
    highest: 1,
    points: byFrameCount.flatMap(({ frames, metrics }) => {
      const { value, interval } = metrics[metric] ?? {};
      return value === undefined ? [] : [{ frames, value, interval }];
    }),
  });
}

function groups(task: ReportTask, { metrics, byView, bySubgroup }: TaskResults): Chart {
  const [metric] = groupMetrics[task.kind];
  const views = byView.length > 1 ? [{ attribute: 'View', groups: byView }] : [];
  return subgroupChart({
    taskName: task.name,
    metricName: metricTitle(metric, task.unit),
    ...(task.kind === 'classification' && { highest: 1 }),
    whole: metrics[metric]?.value ?? NaN,
    groups: [...views, ...bySubgroup].flatMap(({ attribute, groups: ofAttribute }) =>
      ofAttribute.map(({ group, clips, metrics: ofGroup }) => ({
        name: rowName(attribute, group),
        clips,
        ...ofGroup?.[metric],
      })),
    ),
  });
}

/** A manufacturer's name is long and needs no attribute name before it. */
function rowName(attribute: string, group: string): string {
  return attribute === 'Manufacturer' && group !== notRecorded ? group : `${attribute}: ${group}`;
}
