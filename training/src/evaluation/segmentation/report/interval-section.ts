import { fewestForInterval } from '../../../data/split/calibration-share';
import { coverageCell, widthText } from '../../report/coverage-cell';
import { html, type Html } from '../../report/html';
import { tableHtml } from '../../report/table';
import { coverageByThird, coverageOf } from '../../statistics/coverage';
import {
  measureIds,
  measureScales,
  pairsOf,
  residualOf,
  type MeasurePair,
} from '../assess-segmentation';
import type { SegmentationCase } from '../measure-cases';
import type { SegmentationEvaluation } from '../segmentation-evaluation';
import { measureTitle } from './text';

/** @param test cases of the data sets whose patients the intervals were fit on */
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
      <p>
        No interval is known: it would be fit on fewer than ${fewestForInterval} patients with a
        value, too few to say what holds 90 of 100.
      </p>
    </section>`;
  }
  return html`<section id="intervals">
    <h2>90 % intervals</h2>
    <p>
      Around a new value, the interval should hold the value of the mask in 90 of 100 patients like
      those that it was fit on (split conformal). The columns show what it holds of the test clips:
      all of them, and those with the lowest, middle and highest third of true values. Below each
      share: its 95 % interval and, of a third, the range of true values. An interval that leaves 90
      % out means that the 90 % do not hold there.
    </p>
    ${tableHtml({
      caption: '90 % intervals and what they hold of the test clips',
      columns: ['Measure', '90 % interval', 'Fit on', 'All', 'Lowest third', 'Middle', 'Highest'],
      rows: known.map(({ measure, interval }) => {
        const { unit } = measureScales[measure];
        const pairs = pairsOf(test, measure);
        const { scale, halfWidth, patients } = interval;
        const isHeld = (pair: MeasurePair) => Math.abs(residualOf(measure, pair)) <= halfWidth;
        return [
          `${measureTitle(measure)} (${unit})`,
          widthText(halfWidth, scale, '', 1),
          `${patients} patients`,
          coverageCell(coverageOf(pairs, isHeld)),
          ...coverageByThird(pairs, isHeld).map((third) => coverageCell(third, unit)),
        ];
      }),
    })}
  </section>`;
}
