import type { Estimate } from '../report/estimate';
import type { SegmentationResults } from './assess-segmentation';

/** Markdown of structures and measures. */
export function resultTables({
  patients,
  clips,
  structures,
  measures,
}: SegmentationResults): string {
  const unit = structures.at(0)?.distanceUnit ?? 'mm';
  return [
    `${clips} clips of ${patients} patients.`,
    markdownTable(
      [
        'structure',
        'frame',
        'frames',
        'Dice',
        `Hausdorff 95 % (${unit})`,
        `mean distance (${unit})`,
      ],
      structures.map(({ structure, phase, frames, metrics }) => [
        structure,
        phase,
        `${frames}`,
        cell(metrics.dice, 3),
        cell(metrics.hausdorff95, 1),
        cell(metrics.meanDistance, 1),
      ]),
    ),
    markdownTable(
      ['measure', 'clips', 'R2', 'r', 'bias', 'mean absolute error'],
      measures.map(({ measure, clips: count, metrics, unit: ofMeasure }) => [
        `${measure} (${ofMeasure})`,
        `${count}`,
        cell(metrics.r2, 2),
        cell(metrics.r, 2),
        cell(metrics.bias, 1),
        cell(metrics.mae, 1),
      ]),
    ),
  ].join('\n\n');
}

export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [columns, columns.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function cell(estimate: Estimate | undefined, decimals: number): string {
  if (estimate?.value === undefined) {
    return '–';
  }
  const { value, interval } = estimate;
  const range = interval
    ? ` (${interval.low.toFixed(decimals)} to ${interval.high.toFixed(decimals)})`
    : '';
  return `${value.toFixed(decimals)}${range}`;
}
