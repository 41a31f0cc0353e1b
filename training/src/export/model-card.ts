import { architectureTitle, type Task } from '@echonet/models';
import type { Calibration } from '../evaluation/calibrate/calibrate';
import type { Evaluation } from '../evaluation/evaluate/evaluate';
import { intendedUse } from '../learning/intended-use';
import { metricTitle, type Metric } from '../evaluation/report/metrics';
import { purposeOf } from '../data/find-tasks';
import type { TrainingRun } from '../learning/train/config';

/** What a model card is made of. */
export interface ModelCardSource {
  readonly name: string;
  readonly version: string;
  readonly record: TrainingRun;
  readonly evaluation: Evaluation;
  readonly calibration: Calibration;
  readonly tasks: readonly Task[];
}

/** The metric that subgroups are compared by. */
const metricOf = { regression: 'mae', classification: 'auc' } as const;

/**
 * A model card (Mitchell et al. 2019) in Markdown: intended use, data, results with intervals,
 * subgroups and limits.
 */
export function modelCard({
  name,
  version,
  record,
  evaluation,
  calibration,
  tasks,
}: ModelCardSource): string {
  const { patients, results } = evaluation;
  const isView = purposeOf(record.config.tasks) === 'view';
  return [
    `# ${name}${record.simulated ? ' (simulated training)' : ''} v${version}`,
    intendedUse(record),
    '## Data',
    [
      `Patients: training ${patients.train}, validation ${patients.validation}, test ${patients.test}, ${record.simulated ? 'all simulated' : 'of one site'}.`,
      `${isView ? 'Clips of the apical four-chamber view, of other views of the heart, and of what is not usable' : 'Apical four-chamber B-mode clips'}; ${record.input.frameCount} frames, ${record.input.frameIntervalMs} ms apart, ${record.input.size} x ${record.input.size} pixels.`,
    ].join('\n'),
    '## Network',
    `${architectureTitle(record.architecture)}, trained by \`${record.command}\` on ${record.startedAt.slice(0, 10)} (seed ${record.config.seed}, commit ${record.commit || 'unknown'}); weights of epoch ${evaluation.epoch}, stored as ${evaluation.weights}.`,
    '## Results on the test patients',
    'In brackets: 95 % interval by bootstrap of the patients.',
    tasks.map((task) => taskSection(task, results, calibration)).join('\n\n'),
    '## Limits',
    limits(record)
      .map((limit) => `- ${limit}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function taskSection(
  task: Task,
  { tasks }: Evaluation['results'],
  calibration: Calibration,
): string {
  const { metrics, bySubgroup, clips, patients } = tasks[task.id];
  const rows = Object.entries(metrics).map(
    ([metric, { value, interval }]) =>
      `| ${metricTitle(metric as Metric, task.unit)} | ${text(value)}${range(interval)} |`,
  );
  const metric = metricOf[task.kind];
  const groups = bySubgroup.flatMap(({ attribute, groups: of }) =>
    of.map(({ group, clips: n, metrics: own }) => {
      const estimate = own?.[metric];
      const cell = estimate ? `${text(estimate.value)}${range(estimate.interval)}` : 'too few';
      return `| ${attribute} | ${group} | ${n} | ${cell} |`;
    }),
  );
  return [
    `### ${task.name}${task.unit ? ` (${task.unit})` : ''}`,
    `${clips} clips of ${patients} patients. ${calibrationText(task, calibration)}`,
    ['| metric | value |', '| --- | --- |', ...rows].join('\n'),
    ...thresholdNote(calibration, task),
    ...passedTable(task, calibration),
    ...(groups.length > 0
      ? [
          [
            `| by | group | clips | ${metricTitle(metric, task.unit)} |`,
            '| --- | --- | --- | --- |',
            ...groups,
          ].join('\n'),
        ]
      : []),
  ].join('\n\n');
}

function calibrationText(task: Task, { tasks }: Calibration): string {
  const { interval90HalfWidth, probability, decisionThreshold, mostFalsePositives, test } =
    tasks[task.id];
  if (interval90HalfWidth !== undefined) {
    const held = test['coverage90'];
    return `The 90 % interval is the prediction ± ${text(interval90HalfWidth)} ${task.unit}${held === undefined ? '' : `; it covers ${(100 * held).toFixed(0)} % of the test clips`}.`;
  }
  const threshold =
    decisionThreshold === undefined
      ? ''
      : ` Positive from a probability of ${text(decisionThreshold)}${mostFalsePositives === undefined ? '' : falsePositiveText(mostFalsePositives, test)}.`;
  return probability
    ? `Probabilities are calibrated (Platt); calibration error on the test clips ${text(test['calibrationError'])}.${threshold}`
    : `Probabilities are not calibrated: too few validation patients.${threshold}`;
}

function falsePositiveText(most: number, test: Readonly<Record<string, number>>): string {
  const { sensitivity, specificity, specificityLow } = test;
  const percent = (share?: number) =>
    share === undefined ? '–' : `${Number((100 * share).toPrecision(2))} %`;
  const rest = (share?: number) => (share === undefined ? undefined : 1 - share);
  return `, the lowest that lets at most ${percent(most)} of the negative validation clips pass; of the test clips ${percent(rest(specificity))} of the negative ones pass (95 % sure: at most ${percent(rest(specificityLow))}) and ${percent(sensitivity)} of the positive ones`;
}

/** What the table of metrics means where the decision threshold is another one. */
function thresholdNote({ tasks }: Calibration, { id }: Task): string[] {
  return tasks[id].mostFalsePositives === undefined
    ? []
    : ['F1, sensitivity, specificity and predictive values are at the threshold with the best F1.'];
}

/** Which views pass the rejection threshold of a view classifier. */
function passedTable(task: Task, { tasks }: Calibration): string[] {
  const { passedByView } = tasks[task.id];
  if (!passedByView) {
    return [];
  }
  return [
    [
      '| view | test clips | pass |',
      '| --- | --- | --- |',
      ...passedByView.map(({ view, clips, passed }) => `| ${view} | ${clips} | ${passed} |`),
    ].join('\n'),
  ];
}

function viewLimits(): string[] {
  return [
    'It tells three classes apart: the apical four-chamber view, other views of the heart, and what is not usable (Doppler, M-mode, no heart, no image). What belongs to none of them, such as contrast, stress or transesophageal images, was not learned.',
    'It looks at single frames. Views between two standard ones, strongly foreshortened or rotated four-chamber views and poor windows are where it errs: a clip that it turns away may be a four-chamber view, and one that it accepts may be none.',
    'It sees neither the colours of Doppler nor whether a clip stands still: both are refused by rule before it is asked.',
    'Its threshold bounds how many clips of other views pass among clips like those of the validation side; a site with other clips has another share.',
  ];
}

function limits({ simulated, config }: TrainingRun): string[] {
  const isView = purposeOf(config.tasks) === 'view';
  return [
    ...(simulated
      ? ['Learned from simulated echoes alone: its results say nothing about real patients.']
      : ['Learned from one site: other devices, protocols and patients may differ.']),
    ...(isView
      ? viewLimits()
      : [
          `Labels are single-reader values of the training data (${config.tasks.join(', ')}), with their errors.`,
          'Other views than the apical four-chamber view, colour Doppler, contrast and stress images were not learned.',
          'An interval holds for patients like those of the validation side.',
        ]),
  ];
}

function text(value?: number): string {
  return value === undefined || !Number.isFinite(value)
    ? '–'
    : Number(value.toPrecision(3)).toString();
}

function range(interval?: { readonly low: number; readonly high: number }): string {
  return interval ? ` (${text(interval.low)} to ${text(interval.high)})` : '';
}
