import { intervalText } from '../figures/number-text';
import type { Interval } from '../statistics/interval';
import type { Estimate, Estimates } from './estimate';
import { metricText, metricTitle, type Metric } from './metrics';
import type { Cell } from './table';
import type { Counts } from './task-clips';

/** Shown for an undefined number. */
export const unknown = '\u2013';

/**
 * A metric with its interval below.
 *
 * @param decimals of values in the task's unit
 */
export function estimateCell(
  metric: Metric,
  estimate: Estimate | undefined,
  decimals: number,
  mark = false,
): Cell {
  return textCell(estimate, (value) => metricText(metric, value, decimals), mark);
}

/** A number with its interval below. */
export function textCell(
  { value, interval }: Estimate = {},
  text: (value: number) => string,
  mark = false,
): Cell {
  if (value === undefined) {
    return unknown;
  }
  return {
    text: text(value),
    below: interval ? intervalText(interval, text) : 'no interval',
    mark,
  };
}

export function intervalCell(
  metric: Metric,
  interval: Interval | undefined,
  decimals: number,
): string {
  return interval
    ? intervalText(interval, (value) => metricText(metric, value, decimals))
    : unknown;
}

/** Number of clips, with the numbers of patients and positive clips below. */
export function countsCell({
  clips,
  patients,
  positives,
}: Counts & { readonly positives?: number }): Cell {
  const ofPatients = `${patients} ${patients === 1 ? 'patient' : 'patients'}`;
  const positive = positives === undefined ? '' : `, ${positives} positive`;
  return { text: `${clips}`, below: ofPatients + positive };
}

export function estimateCells(
  metrics: readonly Metric[],
  results: Estimates,
  decimals: number,
): Cell[] {
  return metrics.map((metric) => estimateCell(metric, results[metric], decimals));
}

export function metricColumns(metrics: readonly Metric[], unit: string): string[] {
  return metrics.map((metric) => metricTitle(metric, unit));
}
