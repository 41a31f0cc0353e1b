import { roundDomain } from '../figures/domain';
import { palette } from '../figures/palette';
import type { NamedChart } from '../report/charts';
import { html, type Html } from '../report/html';
import { trainingRemarks, type TrainingCourse } from './training-course';

/** Epochs whose loss is more than this many times the last one are not drawn. */
const drawnRange = 4;

export function trainingCharts({ epochs, losses }: TrainingCourse): NamedChart[] {
  const last = epochs.at(-1);
  if (!last || epochs.length < 2) {
    return [];
  }
  const first = epochs.findIndex(({ training }) => training <= drawnRange * last.training);
  const drawn = epochs.slice(first);
  const kept = drawn.reduce((best, one) => (one.validation < best.validation ? one : best));
  const line = (loss: 'training' | 'validation') =>
    drawn.map((one) => ({ x: one.epoch, y: one[loss] }));
  const chart = {
    title: 'Losses by epoch',
    subtitle: subtitleOf(drawn[0].epoch, losses),
    description: `Training and validation loss of epochs ${drawn[0].epoch} to ${last.epoch}.`,
    x: {
      title: 'Epoch',
      domain: [drawn[0].epoch, Math.max(last.epoch, drawn[0].epoch + 1)] as const,
    },
    y: {
      title: 'Loss',
      domain: roundDomain([0, ...drawn.flatMap((one) => [one.training, one.validation])]),
    },
    layers: [
      {
        kind: 'line',
        colour: palette.blue,
        points: line('training'),
        label: losses.training,
      },
      {
        kind: 'line',
        colour: palette.orange,
        points: line('validation'),
        label: losses.validation,
      },
      {
        kind: 'points',
        colour: palette.orange,
        size: 70,
        points: [{ x: kept.epoch, y: kept.validation }],
        label: 'Lowest: the weights that were kept',
      },
    ],
  } satisfies NamedChart['chart'];
  return [{ name: 'training-losses', chart }];
}

function subtitleOf(first: number, { stepsPerEpoch }: TrainingCourse['losses']): string {
  const from = first > 1 ? `From epoch ${first}; an` : 'An';
  return `${from} epoch is ${stepsPerEpoch === undefined ? 'a pass over the training clips' : `${stepsPerEpoch} steps`}`;
}

export function trainingSection(course: TrainingCourse, figures: readonly Html[]): Html {
  return html`<section id="training">
    <h2>Training</h2>
    ${
      course.epochs.length === 0
        ? html`<p>The run folder has no history of the training (history.csv).</p>`
        : trainingRemarks(course).map((remark) => html`<p>${remark}</p>`)
    }
    <div class="figures">${figures}</div>
  </section>`;
}
