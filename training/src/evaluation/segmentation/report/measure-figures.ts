import { blandAltmanChart } from '../../figures/bland-altman';
import { scatterChart } from '../../figures/true-against-predicted';
import type { NamedChart } from '../../report/charts';
import { html, type Html } from '../../report/html';
import { tableHtml } from '../../report/table';
import { pairsOf, type SegmentationResults } from '../assess-segmentation';
import type { SegmentationCase } from '../measure-cases';
import { measureTitle, numberCell } from './text';

/** Agreement of volumes and EF with those of the masks. */
export function measureTable({ measures }: SegmentationResults): Html | undefined {
  if (measures.length === 0) {
    return undefined;
  }
  const failures = measures.some((one) => one.failures > 0);
  return html`${tableHtml({
    caption: 'Volumes and ejection fraction against those of the masks',
    columns: ['Measure', 'Clips', 'R²', 'r', 'Bias', 'Mean absolute error', 'Failures'],
    rows: measures.map(({ measure, unit, clips, failures: missing, metrics }) => [
      `${measureTitle(measure)} (${unit})`,
      String(clips),
      numberCell(metrics.r2, 3),
      numberCell(metrics.r, 3),
      numberCell(metrics.bias, 1),
      numberCell(metrics.mae, 1),
      String(missing),
    ]),
  })}
  ${
    failures &&
    html`<p class="note">
      Failures: clips whose masks give a value and whose contours give none. The other columns are
      without them.
    </p>`
  }`;
}

/**
 * Scatter and Bland-Altman figures of every measure that two clips have.
 *
 * @param prefix of the file names
 */
export function measureCharts(
  { measures }: SegmentationResults,
  cases: readonly SegmentationCase[],
  prefix: string,
): NamedChart[] {
  return measures.flatMap(({ measure, unit, metrics }) => {
    const pairs = pairsOf(cases, measure);
    if (pairs.length < 2) {
      return [];
    }
    const figure = {
      taskName: measureTitle(measure),
      unit,
      truth: pairs.map(({ truth }) => truth),
      predicted: pairs.map(({ predicted }) => predicted),
    };
    const numbers = { r2: metrics.r2?.value ?? NaN, mae: metrics.mae?.value ?? NaN };
    return [
      { name: `${prefix}-${measure}-scatter`, chart: scatterChart(figure, numbers) },
      { name: `${prefix}-${measure}-bland-altman`, chart: blandAltmanChart(figure) },
    ];
  });
}
