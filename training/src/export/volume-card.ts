import { architectureTitle } from '@echonet/models';
import { fewestForInterval } from '../data/split/calibration-share';
import type { VolumeEvaluation } from '../evaluation/volumes/volume-evaluation';
import { verdictOf } from '../evaluation/report/verdict';
import { viewInWords, volumesIntendedUse } from '../learning/intended-use';
import type { VolumeRun } from '../learning/volumes/config';
import type { VolumeTask } from '../learning/volumes/volume-tasks';
import { metricTable, significant, setLine, startText, widthText } from './card-text';

export interface VolumeCardSource {
  readonly name: string;
  readonly version: string;
  /** That made the weights. */
  readonly command: string;
  readonly record: VolumeRun;
  readonly evaluation: VolumeEvaluation;
}

/**
 * Model card (Mitchell et al. 2019) in Markdown: intended use, data with licence, results with
 * intervals, and limits.
 */
export function volumeCard({
  name,
  version,
  command,
  record,
  evaluation,
}: VolumeCardSource): string {
  const { sets, architecture, config, startWeights, input } = record;
  const isSimulated = sets.every(({ simulated }) => simulated);
  return [
    `# ${name}${isSimulated ? ' (simulated training)' : ''} v${version}`,
    `${volumesIntendedUse(record)} The network says the volume of the left ventricle and the left atrium in each frame; end-diastolic and end-systolic volume are the largest and smallest of a beat, and the ejection fraction follows from them.`,
    '## Data',
    sets.map(setLine).join('\n'),
    calibrationText(record),
    '## Network',
    `${architectureTitle(architecture)}, ${architecture.inputSize} x ${architecture.inputSize} pixels, ${input.frameCount} frames ${input.frameIntervalMs} ms apart, trained by \`${command}\` on ${record.startedAt.slice(0, 10)} (${config.steps} steps of ${config.batchSize} images, seed ${config.seed}), begun from ${startText(startWeights)}${decoderText(record)}; the moving average of the weights after ${Math.min(100 * evaluation.epoch, config.steps)} steps, stored as ${evaluation.weights}.`,
    '## Results on the test patients',
    'In brackets: 95 % interval by bootstrap of the patients.',
    evaluation.tasks.map((task) => taskSection(task, evaluation)).join('\n\n'),
    '## Limits',
    limits(isSimulated, input.view)
      .map((limit) => `- ${limit}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function decoderText({ architecture, config, structures }: VolumeRun): string {
  if (config.structureWeight === 0) {
    return '';
  }
  const decoder = `, with a decoder of ${structures.slice(1).join(', ')}`;
  return architecture.structures
    ? `${decoder}, whose maps the volumes are read from as well`
    : `${decoder} beside it that the model does not need`;
}

function calibrationText({ sets }: VolumeRun): string {
  return sets.some(({ split }) => (split.calibration ?? []).length > 0)
    ? 'Intervals were fit on the calibration patients.'
    : 'Intervals were fit on the validation patients, who also chose the step.';
}

function taskSection(
  { id, name, unit }: VolumeTask,
  { results, intervals, occlusion }: VolumeEvaluation,
): string {
  const { metrics, clips, patients } = results.tasks[id];
  const verdict = verdictOf(results.tasks[id]);
  const saliency = results.structures?.saliency.find(({ taskId }) => taskId === id);
  const ratio = saliency?.ratio;
  return [
    `### ${name} (${unit})`,
    `${clips} clips of ${patients} patients. ${intervalText(intervals[id], unit)}`,
    metricTable(metrics, unit),
    ...(verdict ? [verdict] : []),
    ...(saliency && ratio
      ? [
          `${percent(saliency.inside?.value)} of the saliency (SmoothGrad) lies on the ${saliency.structure}, which is ${percent(saliency.area?.value)} of the sector: ${significant(ratio.value)} times its share.`,
        ]
      : []),
    ...occlusionText(occlusion[id], unit),
  ].join('\n\n');
}

function intervalText(
  interval: VolumeEvaluation['intervals'][string] | undefined,
  unit: string,
): string {
  if (!interval) {
    return `There is no interval: fewer than ${fewestForInterval} patients to fit it on have the value.`;
  }
  const { scale, halfWidth, patients, coverage } = interval;
  const width = widthText(halfWidth, scale, unit);
  const { all } = coverage;
  const held = all ? `; it holds ${all.held} of the ${all.clips} test clips` : '';
  return `The 90 % interval, fit on ${patients} patients, is the prediction ${width}${held}.`;
}

function occlusionText(
  occlusion: VolumeEvaluation['occlusion'][string] | undefined,
  unit: string,
): string[] {
  if (!occlusion) {
    return [];
  }
  const { clips, chamber, elsewhere, chamberBeyond, elsewhereBeyond } = occlusion;
  return [
    `With the chamber filled by its surroundings the value changes by ${significant(chamber)} ${unit} (median of ${clips} clips; beyond its interval in ${chamberBeyond}), with a region of the same shape elsewhere by ${significant(elsewhere)} ${unit} (${elsewhereBeyond}).`,
  ];
}

function limits(isSimulated: boolean, view: string): string[] {
  return [
    ...(isSimulated
      ? ['Trained on simulated echoes alone: its results say nothing about real patients.']
      : [
          'Trained and evaluated on still end-diastolic and end-systolic frames of few scanners; how well it finds end-diastole and end-systole in a moving clip was not measured on real patients.',
        ]),
    'Volumes need the physical scale of the image; without it the ejection fraction alone is said.',
    `Other views than the ${viewInWords(view)} view, contrast, stress, transesophageal and paediatric images were not in the training data.`,
    'The truth is single-plane volumes of one expert’s masks: papillary muscles belong to the cavity, and regional wall motion outside the plane is not seen.',
    'An interval holds for patients like those it was fit on.',
  ];
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(100 * share).toFixed(0)} %`;
}
