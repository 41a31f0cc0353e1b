import { architectureTitle, type Task } from '@echonet/models';
import type { Calibration } from '../evaluation/calibrate/calibrate';
import type { Evaluation } from '../evaluation/evaluate/evaluate';
import { intendedUse } from '../learning/intended-use';
import { metricTitle, type Metric } from '../evaluation/report/metrics';
import { purposeOf } from '../data/find-tasks';
import type { TrainingRun } from '../learning/train/config';

export interface ModelCardSource {
  readonly name: string;
  readonly version: string;
  readonly record: TrainingRun;
  readonly evaluation: Evaluation;
  readonly calibration: Calibration;
  readonly tasks: readonly Task[];
}

/** Metric of the subgroup table. */
const metricOf = { regression: 'mae', classification: 'auc' } as const;

/**
 * Model card (Mitchell et al. 2019) in Markdown: intended use, data, results with intervals,
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
      `${isView ? 'Clips of the apical four-chamber view, of other views of the heart, and of unusable images' : 'Apical four-chamber B-mode clips'}; ${record.input.frameCount} frames, ${record.input.frameIntervalMs} ms apart, ${record.input.size} x ${record.input.size} pixels.`,
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
      : ` Decision threshold: probability ${text(decisionThreshold)}${mostFalsePositives === undefined ? '' : falsePositiveText(mostFalsePositives, test)}.`;
  return probability
    ? `Probabilities are calibrated (Platt); calibration error on the test clips ${text(test['calibrationError'])}.${threshold}`
    : `Probabilities are not calibrated: too few validation patients.${threshold}`;
}

function falsePositiveText(most: number, test: Readonly<Record<string, number>>): string {
  const { sensitivity, specificity, specificityLow } = test;
  const percent = (share?: number) =>
    share === undefined ? '–' : `${Number((100 * share).toPrecision(2))} %`;
  const rest = (share?: number) => (share === undefined ? undefined : 1 - share);
  return `, the lowest that lets at most ${percent(most)} of the negative validation clips pass; of the test clips ${percent(rest(specificity))} of the negative ones pass (95 % confidence: at most ${percent(rest(specificityLow))}) and ${percent(sensitivity)} of the positive ones`;
}

/** For tasks whose decision threshold is not the one with the best F1. */
function thresholdNote({ tasks }: Calibration, { id }: Task): string[] {
  return tasks[id].mostFalsePositives === undefined
    ? []
    : ['F1, sensitivity, specificity and predictive values are at the threshold with the best F1.'];
}

/** Clips accepted by a view classifier, by view. */
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
    'It distinguishes three classes: the apical four-chamber view, other views of the heart, and unusable images (Doppler, M-mode, non-cardiac, no image). Others, such as contrast, stress or transesophageal images, were not in the training data.',
    'It reads single frames. It errs on views between two standard views, strongly foreshortened or rotated four-chamber views and poor windows: a rejected clip may be a four-chamber view, and an accepted clip may be another view.',
    'It recognises neither colour Doppler nor still images: both are rejected by rule before it runs.',
    'Its threshold bounds the false positive rate for clips like those of the validation set; at another site the rate can differ.',
  ];
}

function limits({ simulated, config }: TrainingRun): string[] {
  const isView = purposeOf(config.tasks) === 'view';
  return [
    ...(simulated
      ? ['Trained on simulated echoes alone: its results say nothing about real patients.']
      : ['Trained on data of one site: other devices, protocols and patients may differ.']),
    ...(isView
      ? viewLimits()
      : [
          `Labels are single-reader values of the training data (${config.tasks.join(', ')}), with their errors.`,
          'Other views than the apical four-chamber view, colour Doppler, contrast and stress images were not in the training data.',
          'An interval holds for patients like those of the validation set.',
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
