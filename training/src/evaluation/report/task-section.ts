import { minClips, groupMetrics, type GroupResults } from './assess-group';
import type { TaskResults } from './assess-task';
import {
  countsCell,
  estimateCell,
  estimateCells,
  intervalCell,
  metricColumns,
  unknown,
} from './cells';
import { metricText, metricTitle, type Metric } from './metrics';
import { shareText, valueText } from '../figures/number-text';
import { html, type Html } from './html';
import { coverageCell, widthText } from './coverage-cell';
import type { ReportInterval, ReportTask } from './report-data';
import { tableHtml, type Cell } from './table';
import { verdictOf } from './verdict';

export function taskSection(
  task: ReportTask,
  results: TaskResults,
  figures: readonly Html[],
  interval?: ReportInterval,
): Html {
  const heading = html`<h2>${task.name}</h2>`;
  if (results.clips === 0) {
    return html`<section class="task" id="task-${task.id}">
      ${heading}
      <p>No test clip has a true value of this task.</p>
    </section>`;
  }
  const verdict = verdictOf(results);
  return html`<section class="task" id="task-${task.id}">
    ${heading}
    <p>${basis(results)}</p>
    ${verdict && html`<p><strong>${verdict}</strong></p>`}
    <div class="figures">${figures}</div>
    ${metricsTable(results)} ${agreementTable(results)}
    ${interval && intervalTable(interval, results)} ${groupTable(results)}
    ${frameCountTable(results)}
  </section>`;
}

/** Sample sizes and the confusion table in words. */
function basis({ clips, patients, confusion, threshold }: TaskResults): string {
  const counted = `${clips} test clips of ${patients} patients`;
  if (!confusion || threshold === undefined) {
    return `${counted}.`;
  }
  const positives = confusion.truePositives + confusion.falseNegatives;
  return (
    `${counted}, ${positives} of the clips positive. Decision threshold: probability ` +
    `${shareText(threshold)}, with the best F1 score on the calibration clips. ` +
    `${confusion.truePositives} true positives, ${confusion.falsePositives} false positives, ` +
    `${confusion.trueNegatives} true negatives, ${confusion.falseNegatives} false negatives.`
  );
}

function intervalTable(
  { halfWidth, scale, bias, coverage }: ReportInterval,
  { unit, decimals }: TaskResults,
): Html {
  const removed =
    bias !== undefined &&
    ` The mean error on the calibration clips, ${valueText(bias, decimals)} ${unit}, is subtracted.`;
  return html`${tableHtml({
      caption: '90 % interval and what it holds of the test clips',
      columns: ['90 % interval', 'All', 'Lowest third', 'Middle', 'Highest'],
      rows: [
        [
          widthText(halfWidth, scale, unit, decimals),
          coverageCell(coverage.all),
          ...coverage.thirds.map((third) => coverageCell(third ?? undefined, unit)),
        ],
      ],
    })}
    <p class="note">
      Split conformal, fit on the calibration clips.${removed} Thirds are by true values; below each
      share its 95 % interval and the range of true values.
    </p>`;
}

function metricsTable({ metrics, unit, decimals, formulaIntervals }: TaskResults): Html {
  const columns = ['', 'Value', '95 % interval, bootstrap by patient'];
  const byFormula = formulaIntervals ? ['95 % interval, DeLong or Wilson'] : [];
  return tableHtml({
    caption: 'Results on the test clips',
    columns: [...columns, ...byFormula],
    rows: (Object.keys(metrics) as Metric[]).map((metric) => {
      const { value, interval } = metrics[metric] ?? {};
      return [
        metricTitle(metric, unit),
        value === undefined ? unknown : metricText(metric, value, decimals),
        intervalCell(metric, interval, decimals),
        ...(formulaIntervals ? [intervalCell(metric, formulaIntervals[metric], decimals)] : []),
      ];
    }),
  });
}

function agreementTable({ agreement, unit, fit, decimals }: TaskResults): Html | undefined {
  if (!agreement) {
    return undefined;
  }
  const rows = agreement.central.map(({ share, interval }) => [
    `Middle ${100 * share} % of the clips`,
    `${valueText(interval.low, decimals)} to ${valueText(interval.high, decimals)}`,
  ]);
  return html`${tableHtml({
    caption: 'Differences, predicted \u2212 true',
    columns: ['', `Range${unit && ` (${unit})`}`],
    rows: [...rows, ['Standard deviation', valueText(agreement.deviation, decimals)]],
  })}${
    fit &&
    html`<p class="note">
      Fitted line: predicted = ${shareText(fit.slope)} × true +
      ${valueText(fit.intercept, decimals)}${unit && ` ${unit}`}. A slope below 1 means that extreme
      values are predicted too close to the mean.
    </p>`
  }`;
}

function groupTable({ kind, unit, decimals, byView, bySubgroup }: TaskResults): Html {
  const metrics = groupMetrics[kind];
  const attributes: TaskResults['bySubgroup'] = [
    { attribute: 'View', groups: byView },
    ...bySubgroup,
  ];
  return html`${tableHtml({
      caption: 'By view and subgroup',
      columns: ['', 'Clips', ...metricColumns(metrics, unit)],
      rows: attributes.flatMap(({ attribute, unit: ofGroups, groups }) => {
        const name = ofGroups ? `${attribute} (${ofGroups})` : attribute;
        return groups.map((group) => groupRow(`${name}: ${group.group}`, group, metrics, decimals));
      }),
    })}
    <p class="note">
      * The interval of the group excludes the value on all test clips; about one group in twenty
      does so by chance. Groups of fewer than ${minClips} clips have no metrics.
    </p>`;
}

function groupRow(
  name: string,
  group: GroupResults,
  metrics: readonly Metric[],
  decimals: number,
): Cell[] {
  const results = group.metrics;
  const cells = metrics.map((metric, index): Cell => {
    if (!results) {
      return index === 0 ? 'too few' : '';
    }
    return estimateCell(metric, results[metric], decimals, group.differs.includes(metric));
  });
  return [name, countsCell(group), ...cells];
}

function frameCountTable({ byFrameCount, kind, unit, decimals }: TaskResults): Html {
  const metrics: readonly Metric[] = kind === 'regression' ? ['r2', 'mae'] : ['auc'];
  return html`<details>
    <summary>Table by number of frames</summary>
    ${tableHtml({
      caption: 'Mean over the first frames of each clip',
      columns: ['Frames', ...metricColumns(metrics, unit)],
      rows: byFrameCount.map(({ frames, metrics: results }) => [
        `${frames}`,
        ...estimateCells(metrics, results, decimals),
      ]),
    })}
  </details>`;
}
