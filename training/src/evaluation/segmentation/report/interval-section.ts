import { intervalText, valueText } from '../../figures/number-text';
import { unknown } from '../../report/cells';
import { html, type Html } from '../../report/html';
import { tableHtml, type Cell } from '../../report/table';
import { wilsonInterval } from '../../statistics/wilson';
import { measureIds, measureScales, pairsOf } from '../assess-segmentation';
import type { SegmentationCase } from '../measure-cases';
import type { MeasureIntervals, SegmentationEvaluation } from '../segmentation-evaluation';
import { coverageByThird, coverageOf, type Coverage } from './interval-coverage';
import { measureTitle } from './text';

/** @param test cases of the data sets whose validation patients the intervals were fit on */
export function intervalSection(
  intervals: SegmentationEvaluation['intervals'],
  test: readonly SegmentationCase[],
): Html {
  const known = measureIds.flatMap((measure) => {
    const interval = intervals[measure];
    return interval ? [{ measure, interval }] : [];
  });
  if (known.length === 0) {
    return html`<section id="intervals">
      <h2>90 % intervals</h2>
      <p>No validation patient has a value, so no interval is known.</p>
    </section>`;
  }
  return html`<section id="intervals">
    <h2>90 % intervals</h2>
    <p>
      Around a new value, the interval should hold the value of the mask in 90 of 100 patients like
      those of the validation set (split conformal). The columns show what it holds of the test
      clips: all of them, and those with the lowest, middle and highest third of true values. Below
      each share: its 95 % interval and, of a third, the range of true values. An interval that
      leaves 90 % out means that the 90 % do not hold there.
    </p>
    ${tableHtml({
      caption: '90 % intervals and what they hold of the test clips',
      columns: ['Measure', '90 % interval', 'Fit on', 'All', 'Lowest third', 'Middle', 'Highest'],
      rows: known.map(({ measure, interval }) => {
        const { unit } = measureScales[measure];
        const pairs = pairsOf(test, measure);
        const { halfWidth, patients } = interval;
        return [
          `${measureTitle(measure)} (${unit})`,
          widthText(interval),
          `${patients} patients`,
          coverageCell(coverageOf(pairs, measure, halfWidth)),
          ...coverageByThird(pairs, measure, halfWidth).map((third) => coverageCell(third, unit)),
        ];
      }),
    })}
  </section>`;
}

function widthText({ scale, halfWidth }: MeasureIntervals): string {
  if (scale === 'absolute') {
    return `± ${valueText(halfWidth, 1)}`;
  }
  const [low, high] = [-halfWidth, halfWidth].map((end) => 100 * (Math.exp(end) - 1));
  return `${valueText(low, 0)} % to +${valueText(high, 0)} %`;
}

/** @param unit of the range of true values, which is left out without it */
function coverageCell(coverage: Coverage | undefined, unit?: string): Cell {
  if (!coverage) {
    return unknown;
  }
  const { held, clips, low, high } = coverage;
  const interval = wilsonInterval(held, clips);
  const percent = (share: number) => valueText(100 * share, 0);
  const range = unit && `; ${valueText(low, 0)} to ${valueText(high, 0)} ${unit}`;
  return {
    text: `${percent(held / clips)} %`,
    below: `${interval ? `${intervalText(interval, percent)} %` : ''}${range ?? ''}`,
  };
}
