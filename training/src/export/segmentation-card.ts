import { architectureTitle } from '@echonet/models';
import { fewestForInterval } from '../data/split/calibration-share';
import { wrongBy } from '../evaluation/segmentation/fit-quality';
import { markdownTable, resultTables } from '../evaluation/segmentation/result-tables';
import type { SegmentationEvaluation } from '../evaluation/segmentation/segmentation-evaluation';
import { viewInWords } from '../learning/intended-use';
import type { SegmentationRun } from '../learning/segmentation/config';
import { setLine, startText } from './card-text';

export interface SegmentationCardSource {
  readonly name: string;
  readonly version: string;
  readonly record: SegmentationRun;
  readonly evaluation: SegmentationEvaluation;
  /** That made the weights. */
  readonly command: string;
}

/**
 * Model card (Mitchell et al. 2019) in Markdown: intended use, data with licence, results with
 * intervals, and limits.
 */
export function segmentationCard({
  name,
  version,
  record,
  evaluation,
  command,
}: SegmentationCardSource): string {
  const { sets, architecture, config, structures, input } = record;
  const isSimulated = sets.every(({ simulated }) => simulated);
  return [
    `# ${name}${isSimulated ? ' (simulated training)' : ''} v${version}`,
    `Research use only, not for diagnosis. Outlines the left ventricle, its wall and the left atrium in ${viewInWords(input.view)} B-mode frames. Volumes, ejection fraction and lengths are measured from the outlines; a reader checks and corrects them.`,
    '## Data',
    [...sets.map(setLine), `- Training began from ${startText(record.startWeights)}.`].join('\n'),
    '## Network',
    `${architectureTitle(architecture)}, ${architecture.inputSize} x ${architecture.inputSize} pixels, ${structures.length} classes (${structures.join(', ')}), trained by \`${command}\` on ${record.startedAt.slice(0, 10)} (${config.steps} steps of ${config.batchSize} images, seed ${config.seed}); the moving average of the weights after ${Math.min(100 * evaluation.epoch, config.steps)} steps, stored as ${evaluation.weights}.`,
    '## Results on the test patients',
    'In brackets: 95 % interval by bootstrap of the patients. The truth is the masks of the data; volumes are single-plane disks of the masks.',
    ...evaluation.sets.map(({ source, test, simulated }) =>
      [`### ${source}${simulated ? ' (simulated)' : ''}`, resultTables(test)].join('\n\n'),
    ),
    '## Intervals',
    intervalTable(evaluation),
    '## Quality',
    qualityText(evaluation),
    '## Limits',
    limits(isSimulated, input.view)
      .map((limit) => `- ${limit}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function intervalTable({ intervals }: SegmentationEvaluation): string {
  const rows = Object.entries(intervals).map(([measure, interval]) => {
    const { scale, halfWidth, patients, testCoverage } = interval;
    const width =
      scale === 'absolute'
        ? `± ${halfWidth.toFixed(1)}`
        : `÷ and × ${Math.exp(halfWidth).toFixed(2)}`;
    const held = testCoverage === undefined ? '–' : `${(100 * testCoverage).toFixed(0)} %`;
    return [measure, width, `${patients}`, held];
  });
  if (rows.length === 0) {
    return `None: they would be fit on fewer than ${fewestForInterval} patients, too few to say what holds 90 % of new ones.`;
  }
  return [
    'Split-conformal intervals that hold 90 % of new patients like those that they were fit on.',
    markdownTable(['measure', '90 % interval', 'fit on patients', 'holds of the test clips'], rows),
  ].join('\n\n');
}

function qualityText({ quality: { thresholds, test } }: SegmentationEvaluation): string {
  const names = Object.entries(thresholds).map(([criterion, value]) => `${criterion} ${value}`);
  const share = (part: number, all: number) => `${part} of ${all}`;
  return names.length === 0
    ? 'No criterion told clips with a wrong ejection fraction from others on the patients that criteria are fit on: only impossible measures are flagged.'
    : `A clip is flagged beyond ${names.join(', ')}, fit on other patients. Of the test clips, ${share(test.wrongFlagged, test.wrong)} whose ejection fraction is wrong by more than ${wrongBy} points are flagged, and ${share(test.rightFlagged, test.right)} others.`;
}

function limits(isSimulated: boolean, view: string): string[] {
  return [
    ...(isSimulated
      ? ['Trained on simulated echoes alone: its results say nothing about real patients.']
      : [
          'Trained on still end-diastolic and end-systolic frames of few scanners; other frames of the heartbeat, other scanners and other patients may differ.',
        ]),
    `Other views than the ${viewInWords(view)} view, contrast, stress, transesophageal and paediatric images were not in the training data.`,
    'Masks are those of one expert with that reader’s habits: papillary muscles belong to the cavity.',
    'A single-plane volume underestimates foreshortened ventricles and those with regional wall motion outside the plane.',
  ];
}
