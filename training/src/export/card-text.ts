import type { Estimate, Estimates } from '../evaluation/report/estimate';
import { metricTitle, type Metric } from '../evaluation/report/metrics';
import type { SegmentationSet } from '../learning/segmentation/config';
import type { StartWeights } from '../learning/start-weights';

/** Three significant digits; a dash where there is no number. */
export function significant(value?: number): string {
  return value === undefined || !Number.isFinite(value)
    ? '–'
    : Number(value.toPrecision(3)).toString();
}

/** A number with its interval in brackets, where it has one. */
export function estimateText({ value, interval }: Estimate): string {
  const range = interval ? ` (${significant(interval.low)} to ${significant(interval.high)})` : '';
  return `${significant(value)}${range}`;
}

/** Markdown, a row a metric. */
export function metricTable(metrics: Estimates, unit: string): string {
  const rows = Object.entries(metrics).map(
    ([metric, estimate]) =>
      `| ${metricTitle(metric as Metric, unit)} | ${estimateText(estimate)} |`,
  );
  return ['| metric | value |', '| --- | --- |', ...rows].join('\n');
}

/** The 90 % interval about a prediction. @param halfWidth of logarithms where the scale is logarithmic */
export function widthText(
  halfWidth: number,
  scale: 'absolute' | 'logarithmic' | undefined,
  unit: string,
): string {
  return scale === 'logarithmic'
    ? `divided and multiplied by ${significant(Math.exp(halfWidth))}`
    : `± ${significant(halfWidth)} ${unit}`;
}

/** Licence and citation in brackets after a space; empty without either. */
export function termsText({
  licence,
  citation,
}: {
  readonly licence?: string;
  readonly citation?: string;
}): string {
  const terms = [licence && `licence ${licence}`, citation].filter(Boolean).join('; ');
  return terms && ` (${terms})`;
}

/** The patients of a set and their masks, an item of a list. */
export function setLine({
  source,
  simulated,
  labelled,
  licence,
  citation,
  split: { train, validation, calibration = [], test },
}: SegmentationSet): string {
  const fitted = calibration.length > 0 ? `, ${calibration.length} calibration` : '';
  return `- ${source}${simulated ? ' (simulated)' : ''}: ${train.length} training, ${validation.length} validation${fitted} and ${test.length} test patients; masks of ${labelled.join(', ')}${termsText({ licence, citation })}.`;
}

/** What training began from, with the terms that the weights inherit. */
export function startText(start: StartWeights | undefined): string {
  return start ? `the weights of ${start.name}${termsText(start)}` : 'random weights';
}
