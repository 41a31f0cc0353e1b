import { architectureTitle, type AnyManifest, type Manifest } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';

type Task = Manifest['tasks'][number];

/** Tables that pages may ask for, by the name in the marker. */
const tables: Readonly<Record<string, (manifest: Manifest) => string[]>> = {
  data: dataTable,
  regression: regressionTable,
  classification: classificationTable,
};

/**
 * The lines of a Markdown table about a model.
 *
 * @param name one of data, regression, classification; a segmentation has the results of its card alone
 * @throws Error naming the tables there are
 */
export function modelTable(name: string, manifest: AnyManifest): string[] {
  if (manifest.purpose === 'segmentation') {
    return resultsOfCard(manifest);
  }
  const table = tables[name];
  if (!table) {
    throw new Error(`There is no table ${name}; the tables are ${Object.keys(tables).join(', ')}.`);
  }
  return table(manifest);
}

/** The card's text from its network to its limits, without headings. */
function resultsOfCard({ modelCard = '', id }: AnyManifest): string[] {
  const lines = modelCard.split('\n');
  const from = lines.indexOf('## Data');
  const to = lines.indexOf('## Limits');
  if (from < 0 || to < from) {
    throw new Error(`The card of ${id} has no data and limits to show the results between.`);
  }
  return lines.slice(from + 1, to).map((line) => line.replace(/^#+ (.*)$/, '**$1**'));
}

function dataTable({ provenance, architecture, input, version, id }: Manifest): string[] {
  const { train, validation, test } = provenance.patients;
  return markdownTable(
    ['', `${id} ${version}`],
    [
      ['patients', provenance.simulated ? 'simulated' : 'real'],
      ['training, validation, test', `${train}, ${validation}, ${test}`],
      ['frames', `${input.frameCount}, ${input.frameIntervalMs} ms apart`],
      [
        'network',
        architecture
          ? `${architectureTitle(architecture)}, ${architecture.inputSize} pixels, ${architecture.outputs} outputs`
          : 'ONNX file',
      ],
      ['made', `${provenance.date.slice(0, 10)}, seed ${provenance.seed}`],
    ],
  );
}

function regressionTable(manifest: Manifest): string[] {
  const rows = tasksOf(manifest, 'regression').map((task) => {
    const { name, unit, calibration, metrics } = task;
    const published = taskDefinition(task.id)?.publishedResult;
    return [
      name,
      unit,
      cardValue(manifest, task, 'R²'),
      withBaseline(cardValue(manifest, task, 'Mean absolute error'), metrics.meanPredictionMae),
      published?.r2 ?? '–',
      published?.mae ? `${published.mae} (${published.meanPredictionMae})` : '–',
      widthText(calibration),
      metrics.coverage90 === undefined ? '–' : `${Math.round(100 * metrics.coverage90)} %`,
    ];
  });
  const head = ['regression', 'unit', 'R²', 'MAE (95 % interval; mean prediction)'];
  return markdownTable([...head, 'R², paper', 'MAE, paper', '90 % interval', 'coverage'], rows);
}

/** In proportion where the scale is logarithmic. */
function widthText({ interval90HalfWidth, interval90Scale }: Task['calibration'] = {}): string {
  if (interval90HalfWidth === undefined) {
    return '–';
  }
  return interval90Scale === 'logarithmic'
    ? `÷ and × ${rounded(Math.exp(interval90HalfWidth))}`
    : `±${rounded(interval90HalfWidth)}`;
}

function classificationTable(manifest: Manifest): string[] {
  const rows = tasksOf(manifest, 'classification').map((task) => [
    task.name,
    cardValue(manifest, task, 'Area under the ROC curve'),
    cardValue(manifest, task, 'F1 score'),
    taskDefinition(task.id)?.publishedResult?.auc ?? '–',
    taskDefinition(task.id)?.publishedResult?.f1 ?? '–',
  ]);
  return markdownTable(['classification', 'AUC', 'F1', 'AUC, paper', 'F1, paper'], rows);
}

function tasksOf({ tasks }: Manifest, kind: Task['kind']): Task[] {
  return tasks.filter((task) => task.kind === kind);
}

/**
 * A metric with its 95 % interval: the manifest's numbers have none, its card has.
 *
 * @throws Error when the card has no such row for the task
 */
function cardValue({ modelCard = '', id }: Manifest, task: Task, metric: string): string {
  const section = modelCard.split(/^### /m).find((part) => part.startsWith(task.name));
  const row = section?.split('\n').find((line) => line.startsWith(`| ${metric}`));
  const value = row?.split('|')[2]?.trim();
  if (!value) {
    throw new Error(`The card of ${id} has no ${metric} of ${task.name}.`);
  }
  return value;
}

function withBaseline(value: string, meanPrediction: number | undefined): string {
  if (meanPrediction === undefined) {
    return value;
  }
  return value.replace(/\)$/, `; ${rounded(meanPrediction)})`);
}

/** Three significant digits. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
