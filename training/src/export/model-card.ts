import type { Task } from '@echonet/models';
import type { Calibration } from '../calibrate/calibrate';
import type { Evaluation } from '../evaluate/evaluate';
import { intendedUse } from './intended-use';
import { metricTitle, type Metric } from '../report/metrics';
import type { TrainingRun } from '../train/config';

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
  return [
    `# ${name} ${version}`,
    intendedUse(record),
    '## Data',
    [
      `${patients.train} patients to learn from, ${patients.validation} to choose and calibrate, ${patients.test} for the test, ${record.simulated ? 'all simulated' : 'of one site'}.`,
      `Apical four-chamber B-mode clips; ${record.input.frameCount} frames, ${record.input.frameIntervalMs} ms apart, ${record.input.size} x ${record.input.size} pixels.`,
    ].join('\n'),
    '## Network',
    `Inception-ResNet-v1 of width ${record.architecture.width}, trained by \`${record.command}\` on ${record.startedAt.slice(0, 10)} (seed ${record.config.seed}, commit ${record.commit || 'unknown'}); weights of epoch ${evaluation.epoch}, stored as ${evaluation.weights}.`,
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
  const { interval90HalfWidth, probability, decisionThreshold, test } = tasks[task.id];
  if (interval90HalfWidth !== undefined) {
    const held = test['coverage90'];
    return `The 90 % interval is the prediction ± ${text(interval90HalfWidth)} ${task.unit}${held === undefined ? '' : `; it covers ${(100 * held).toFixed(0)} % of the test clips`}.`;
  }
  const threshold =
    decisionThreshold === undefined
      ? ''
      : ` Positive from a probability of ${text(decisionThreshold)}.`;
  return probability
    ? `Probabilities are calibrated (Platt); calibration error on the test clips ${text(test['calibrationError'])}.${threshold}`
    : `Probabilities are not calibrated: too few validation patients.${threshold}`;
}

function limits({ simulated, config }: TrainingRun): string[] {
  return [
    ...(simulated
      ? ['Learned from simulated echoes alone: its results say nothing about real patients.']
      : ['Learned from one site: other devices, protocols and patients may differ.']),
    `Labels are single-reader values of the training data (${config.tasks.join(', ')}), with their errors.`,
    'Other views than the apical four-chamber view, colour Doppler, contrast and stress images were not learned.',
    'An interval holds for patients like those of the validation side.',
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
