import { architectureTitle, type Task } from '@echonet/models';
import { fewestForInterval } from '../data/split/calibration-share';
import type { Calibration } from '../evaluation/calibrate/calibrate';
import type { Evaluation } from '../evaluation/evaluate/evaluate';
import { describeData } from '../learning/describe-data';
import { intendedUse } from '../learning/intended-use';
import { metricTitle } from '../evaluation/report/metrics';
import { verdictOf } from '../evaluation/report/verdict';
import { purposeOf } from '../data/find-tasks';
import type { FurtherSet, TrainingRun } from '../learning/train/config';
import { learnedUnit } from '../learning/train/learned-label';
import {
  estimateText,
  metricTable,
  significant,
  startText,
  termsText,
  widthText,
} from './card-text';

export interface ModelCardSource {
  readonly name: string;
  readonly version: string;
  /** The site's own name of its data. */
  readonly dataName?: string;
  /** That trained the network. */
  readonly command: string;
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
  dataName,
  command,
  record,
  evaluation,
  calibration,
  tasks,
}: ModelCardSource): string {
  return [
    `# ${name}${record.simulated ? ' (simulated training)' : ''} v${version}`,
    intendedUse(record, dataName),
    '## Data',
    dataText(record, evaluation, dataName),
    '## Network',
    `${architectureTitle(record.architecture)}, trained by \`${command}\` on ${record.startedAt.slice(0, 10)} (seed ${record.config.seed}), begun from ${startText(record.startWeights)}; ${record.config.averageWeights ? 'moving average of the weights after' : 'weights of'} epoch ${evaluation.epoch}, stored as ${evaluation.weights}.`,
    '## Results on the test patients',
    'Of calibrated predictions, at the exported threshold. In brackets: 95 % interval by bootstrap of the patients.',
    tasks.map((task) => taskSection(task, calibration)).join('\n\n'),
    '## Limits',
    limits(record)
      .map((limit) => `- ${limit}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Frames of a patient in a data set of stills. */
const mostStills = 2;

function dataText(
  record: TrainingRun,
  { patients, clipFrames, devices }: Evaluation,
  dataName?: string,
): string {
  const { frameCount, frameIntervalMs, size, view } = record.input;
  const { train, validation, calibration, test } = patients;
  const { further = [] } = record;
  const clips =
    view === 'any'
      ? 'Clips of the apical four-chamber view, of other views of the heart, and of unusable images'
      : `B-mode clips of the view ${view}`;
  const { least, median, most } = clipFrames;
  const frames = least === most ? `${most}` : `${least} to ${most} (median ${median})`;
  const areStills = most <= mostStills && frameCount > mostStills;
  const sampling = areStills
    ? 'end-diastole and end-systole alone'
    : `sampled ${frameIntervalMs} ms apart up to ${frameCount}`;
  return [
    `Data: ${describeData(record, dataName)}${termsText(record.dataSource ?? {})}.`,
    ...further.map(furtherLine),
    `Patients: training ${train}, validation ${validation}, ${calibration > 0 ? `calibration ${calibration}, ` : ''}test ${test}.${calibration > 0 ? '' : ' Intervals, probabilities and thresholds were fit on the validation patients, who also chose the epoch.'}`,
    `${clips}; ${frames} frames a clip, ${sampling}; ${size} x ${size} pixels.`,
    `Devices: ${devices.map(({ name, clips: count }) => `${name} (${count} clips)`).join(', ')}.`,
  ].join('\n');
}

function furtherLine({ source, simulated, train, licence, citation }: FurtherSet): string {
  return `Also learned from: ${source}${simulated ? ' (simulated)' : ''}, ${train.length} patients${termsText({ licence, citation })}; neither validated nor tested on them.`;
}

function taskSection(task: Task, calibration: Calibration): string {
  const results = calibration.results[task.id];
  const { metrics, bySubgroup, clips, patients } = results;
  const verdict = verdictOf(results);
  const metric = metricOf[task.kind];
  const groups = bySubgroup.flatMap(({ attribute, groups: of }) =>
    of.map(({ group, clips: n, metrics: own }) => {
      const estimate = own?.[metric];
      const cell = estimate ? estimateText(estimate) : 'too few';
      return `| ${attribute} | ${group} | ${n} | ${cell} |`;
    }),
  );
  return [
    `### ${task.name}${task.unit ? ` (${task.unit})` : ''}`,
    `${clips} clips of ${patients} patients. ${scaleText(task)}${calibrationText(task, calibration)}`,
    metricTable(metrics, task.unit),
    ...(verdict ? [verdict] : []),
    ...coverageTable(task, calibration),
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

function scaleText(task: Task): string {
  return task.pixelExponent === undefined
    ? ''
    : `The network counts ${learnedUnit(task)}, which the scale of the image turns into ${task.unit}; a clip without a scale has no value. `;
}

function calibrationText(task: Task, { tasks }: Calibration): string {
  const { interval90HalfWidth, interval90Scale, bias } = tasks[task.id];
  const { probability, decisionThreshold, mostFalsePositives, test } = tasks[task.id];
  if (interval90HalfWidth !== undefined) {
    const held = test['coverage90'];
    const width = widthText(interval90HalfWidth, interval90Scale, task.unit);
    const removed =
      bias === undefined
        ? ''
        : ` A mean error of ${significant(bias)} ${learnedUnit(task)} on the patients it was fit on is subtracted.`;
    return `The 90 % interval is the prediction ${width}${held === undefined ? '' : `; it covers ${(100 * held).toFixed(0)} % of the test clips`}.${removed}`;
  }
  if (task.kind === 'regression') {
    return `No 90 % interval is known: it takes at least ${fewestForInterval} patients to fit it on.`;
  }
  const threshold =
    decisionThreshold === undefined
      ? ''
      : ` Decision threshold: probability ${significant(decisionThreshold)}${mostFalsePositives === undefined ? '' : falsePositiveText(mostFalsePositives, test)}.`;
  return probability
    ? `Probabilities are calibrated (Platt); calibration error on the test clips ${significant(test['calibrationError'])}.${threshold}`
    : `Probabilities are not calibrated: too few patients to fit them on.${threshold}`;
}

function falsePositiveText(most: number, test: Readonly<Record<string, number>>): string {
  const { sensitivity, specificity, specificityLow } = test;
  const percent = (share?: number) =>
    share === undefined ? '–' : `${Number((100 * share).toPrecision(2))} %`;
  const rest = (share?: number) => (share === undefined ? undefined : 1 - share);
  return `, the lowest that lets at most ${percent(most)} of the negative clips that it was fit on pass; of the test clips ${percent(rest(specificity))} of the negative ones pass (95 % confidence: at most ${percent(rest(specificityLow))}) and ${percent(sensitivity)} of the positive ones`;
}

/** What the 90 % interval holds of small, middle and large true values. */
function coverageTable({ id, unit }: Task, { tasks }: Calibration): string[] {
  const thirds = tasks[id].coverage?.thirds.flatMap((third) => third ?? []) ?? [];
  if (thirds.length === 0) {
    return [];
  }
  const rows = thirds.map(
    ({ low, high, held, clips }) =>
      `| ${significant(low)} to ${significant(high)} | ${clips} | ${((100 * held) / clips).toFixed(0)} % |`,
  );
  return [
    [
      `| true value${unit && ` (${unit})`} | clips | in the 90 % interval |`,
      '| --- | --- | --- |',
      ...rows,
    ].join('\n'),
  ];
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
    'Its threshold bounds the false positive rate for clips like those that it was fit on; at another site the rate can differ.',
  ];
}

function limits({ simulated, config, input }: TrainingRun): string[] {
  const isView = purposeOf(config.tasks) === 'view';
  return [
    ...(simulated
      ? ['Trained on simulated echoes alone: its results say nothing about real patients.']
      : ['Other sites, devices, protocols and patients than those of the data may differ.']),
    ...(isView
      ? viewLimits()
      : [
          simulated
            ? 'Labels are the true values of the simulation, without the error of a reader: against the values of readers, errors are larger.'
            : `Labels are values of the data's readers (${config.tasks.join(', ')}), with their errors.`,
          `Other views than ${input.view}, colour Doppler, contrast and stress images were not in the training data.`,
          'An interval holds for patients like those that it was fit on.',
        ]),
  ];
}
