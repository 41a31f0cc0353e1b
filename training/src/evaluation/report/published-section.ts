import { taskDefinition, type PublishedResult } from '@echonet/models/tasks';
import type { ModelResults } from './assess-model';
import { estimateCell, unknown } from './cells';
import { html, type Html } from './html';
import { metricTitle, type Metric } from './metrics';
import type { ReportData, ReportTask } from './report-data';
import { tableHtml, type Cell } from './table';

const metricsByKind: Readonly<
  Record<ReportTask['kind'], readonly (Metric & keyof PublishedResult)[]>
> = {
  regression: ['r2', 'mae', 'meanPredictionMae'],
  classification: ['auc', 'f1'],
};

/** Tasks with results in the paper (Ghorbani et al. 2020). */
export function publishedTasks(tasks: readonly ReportTask[]): readonly ReportTask[] {
  return tasks.filter(({ id }) => taskDefinition(id)?.publishedResult);
}

export function publishedSection({ tasks, simulated }: ReportData, results: ModelResults): Html {
  const table = (kind: ReportTask['kind'], caption: string) => {
    const ofKind = publishedTasks(tasks).filter((task) => task.kind === kind);
    if (ofKind.length === 0) {
      return undefined;
    }
    const metrics = metricsByKind[kind];
    return tableHtml({
      caption,
      columns: ['Task', ...metrics.flatMap((metric) => [metricTitle(metric, ''), 'Paper'])],
      rows: ofKind.map(({ id, name, unit }) => {
        const { metrics: own, decimals } = results.tasks[id];
        return [
          unit ? `${name} (${unit})` : name,
          ...metrics.flatMap((metric): Cell[] => [
            estimateCell(metric, own[metric], decimals),
            taskDefinition(id)?.publishedResult?.[metric] ?? unknown,
          ]),
        ];
      }),
    });
  };
  return html`<section id="published">
    <h2>Comparison with published results</h2>
    <p>
      Paper: Ghorbani, Ouyang et al., npj Digital Medicine 3:10 (2020), one network for each task,
      on real patients of one hospital.
      ${
        simulated
          ? 'Here: simulated echoes. The numbers do not compare how well real echocardiograms are read.'
          : 'Here: other patients, devices and labels; differences are not due to the models alone.'
      }
    </p>
    ${table('regression', 'Measurements')} ${table('classification', 'Findings')}
  </section>`;
}
