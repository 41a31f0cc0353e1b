import type { ComparisonResults } from './assess-comparison';
import type { EjectionFractionResults } from './assess-ejection-fraction';
import type { ModelResults } from './assess-model';
import { countsCell, estimateCell, estimateCells, metricColumns } from './cells';
import { html, type Html } from './html';
import { metricTitle, type Metric } from './metrics';
import type { ReportData, ReportTask } from './report-data';
import { saliencyFigure } from './saliency-figure';
import { tableHtml } from './table';

/** Table with one row per task. */
export function summarySection(
  { tasks, calibratedOnValidation }: ReportData,
  results: ModelResults,
): Html {
  const table = (kind: ReportTask['kind'], caption: string, metrics: readonly Metric[]) => {
    const ofKind = tasks.filter((task) => task.kind === kind);
    if (ofKind.length === 0) {
      return undefined;
    }
    return tableHtml({
      caption,
      columns: ['Task', 'Clips', ...metricColumns(metrics, '')],
      rows: ofKind.map(({ id, name, unit }) => [
        unit ? `${name} (${unit})` : name,
        countsCell(results.tasks[id]),
        ...estimateCells(metrics, results.tasks[id].metrics, results.tasks[id].decimals),
      ]),
    });
  };
  const { test, calibration } = results;
  return html`<section id="summary">
    <h2>Summary</h2>
    <p>
      Results on ${test.clips} test clips of ${test.patients} patients who were not used for
      training${
        calibration.clips > 0
          ? `, before calibration. Decision thresholds and intervals were fit on ${calibration.clips} calibration clips of ${calibration.patients} other patients.`
          : '. Decision thresholds and intervals are those of the model.'
      }${
        calibratedOnValidation &&
        ' These are the validation patients, on whom the epoch was chosen as well, as the split has no calibration set.'
      }
      Below each number: its 95 % interval.
    </p>
    ${table('regression', 'Measurements', [
      'mae',
      'meanPredictionMae',
      'r2',
      'bias',
      'limitLow',
      'limitHigh',
    ])}
    ${table('classification', 'Findings', ['auc', 'f1', 'sensitivity', 'specificity', 'brier'])}
  </section>`;
}

export function ejectionFractionSection(
  results: EjectionFractionResults,
  decimals: number,
  figures: readonly Html[],
): Html {
  const metrics: readonly Metric[] = ['r2', 'mae', 'bias', 'limitLow', 'limitHigh'];
  const left = results.withoutVolumes;
  return html`<section id="ejection-fraction">
    <h2>Ejection fraction: direct and from predicted volumes</h2>
    <p>
      On ${results.clips} test clips of ${results.patients} patients. From volumes: (EDV − ESV) /
      EDV.${
        left > 0 &&
        ` ${left} clips are left out because their predicted end-diastolic volume is missing or not above 0.`
      }
    </p>
    <div class="figures">${figures}</div>
    ${tableHtml({
      caption: 'Ejection fraction',
      columns: ['', 'Direct', 'From volumes', 'Difference'],
      rows: metrics.map((metric) => [
        metricTitle(metric, '%'),
        estimateCell(metric, results.direct[metric], decimals),
        estimateCell(metric, results.fromVolumes[metric], decimals),
        estimateCell(metric, results.difference[metric], decimals),
      ]),
    })}
  </section>`;
}

export function comparisonSection(
  tasks: ModelResults['tasks'],
  comparisons: readonly ComparisonResults[],
): Html {
  return html`<section id="comparison">
    <h2>Comparison with other models</h2>
    <p>
      On the test clips predicted by both models. Difference: this model minus the other, over the
      same bootstrap resamples of patients. Chance alone is an unlikely explanation when the
      interval excludes 0.
    </p>
    ${comparisons.map(({ name, taskId, own, other, difference, ...counts }) => {
      const { name: taskName, unit, decimals } = tasks[taskId];
      return tableHtml({
        caption: `${taskName}, ${counts.clips} clips of ${counts.patients} patients`,
        columns: ['', 'This model', name, 'Difference'],
        rows: (Object.keys(own) as Metric[]).map((metric) => [
          metricTitle(metric, unit),
          estimateCell(metric, own[metric], decimals),
          estimateCell(metric, other[metric], decimals),
          estimateCell(metric, difference[metric], decimals),
        ]),
      });
    })}
  </section>`;
}

export function saliencySection({ tasks, saliency = [] }: ReportData): Html {
  return html`<section id="saliency">
    <h2>Saliency maps</h2>
    <p>
      The input image, the saliency map, and the map over the image. A map shows the pixels to which
      the prediction is most sensitive; it does not show that the prediction is right.
    </p>
    ${saliency.map(({ taskId, caption, ...images }) => {
      const task = tasks.find(({ id }) => id === taskId)?.name ?? taskId;
      return saliencyFigure(`${task}: ${caption}`, images);
    })}
  </section>`;
}

export function methodsSection({ bootstrap }: ModelResults): Html {
  return html`<section id="methods">
    <h2>Methods</h2>
    <ul>
      <li>
        The prediction of a clip is the mean over its frames. By number of frames, only the first
        frames are averaged; a shorter clip contributes all its frames.
      </li>
      <li>
        95 % intervals: percentiles of ${bootstrap.resamples} bootstrap resamples of the patients
        (seed ${bootstrap.seed}). The clips of a patient are drawn together, since they are
        correlated. Analytic intervals (DeLong on the logit scale for the area under the ROC curve,
        Wilson for proportions) assume independent clips; DeLong gives none for a perfect curve.
      </li>
      <li>
        The mean-prediction error is the mean absolute error of predicting the mean of the training
        labels for every clip. Bias is the mean of predicted − true; the limits of agreement are
        bias ± 1.96 standard deviations. The middle 50, 75 and 95 % of the differences are given by
        their quantiles, for any distribution.
      </li>
      <li>
        Calibration: the Brier score is the mean squared difference of probability and outcome (0 is
        best). The expected calibration error is the mean distance of predicted and observed share
        over bins of 0.1, and is larger for fewer clips.
      </li>
      <li>
        R² compares with always predicting the mean of the test clips. It is lower in a group whose
        values vary less; compare groups by their mean absolute error. Predictive values hold only
        for the prevalence of these clips.
      </li>
      <li>BMI bands are those of the World Health Organization for adults.</li>
    </ul>
  </section>`;
}

export function provenanceSection(provenance: ReportData['provenance']): Html {
  return html`<section id="provenance">
    <h2>Provenance</h2>
    <table class="text">
      <tbody>
        ${Object.entries(provenance).map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
