import { shareRowsChart } from '../figures/share-rows';
import { intervalText, shareText } from '../figures/number-text';
import type { Interval } from '../statistics/interval';
import type { Concealment } from '../structures/occlude';
import type { ModelResults } from './assess-model';
import type { HiddenResults, StructureResults } from './assess-structures';
import { countsCell, unknown } from './cells';
import type { NamedChart } from './charts';
import type { Estimate } from './estimate';
import { html, type Html } from './html';
import { tableHtml, type Cell } from './table';

const howNames: Readonly<Record<Concealment, string>> = {
  surroundings: 'under its surroundings',
  mask: 'in black',
};

/** What is hidden, in words. */
const hiddenName = ({ place, how }: HiddenResults, structure: string) =>
  `${place === 'structure' ? structure : 'as much elsewhere'}, ${howNames[how]}`;

/** The figures of the structures. */
export function structureCharts(
  { saliency, concealment }: StructureResults,
  tasks: ModelResults['tasks'],
): NamedChart[] {
  const onStructure = saliency.flatMap(({ taskId, structure, inside, area }) =>
    inside?.value === undefined
      ? []
      : [
          {
            name: `${taskId}: ${structure}`,
            value: inside.value,
            interval: inside.interval,
            reference: area?.value,
          },
        ],
  );
  const found = concealment.filter(({ clips }) => clips > 0);
  return [
    ...(onStructure.length > 0
      ? [
          {
            name: 'structures-saliency',
            chart: shareRowsChart({
              title: 'Saliency on the structure of the task',
              subtitle: 'Beside the share of the sector that the structure takes',
              measure: 'Share',
              valueLabel: 'Of the saliency',
              referenceLabel: "Of the sector's area",
              rows: onStructure,
            }),
          },
        ]
      : []),
    ...found.map(({ taskId, structure, clips, hidden }) => ({
      name: `structures-hidden-${taskId}`,
      chart: shareRowsChart({
        title: `${tasks[taskId].name}: hidden`,
        subtitle: `Of ${clips} clips rightly called positive`,
        measure: 'Share no longer called positive',
        valueLabel: 'Share',
        rows: hidden.map((one) => ({
          name: `${one.place === 'structure' ? structure : 'elsewhere'}, ${howNames[one.how]}`,
          value: one.flipped / clips,
          interval: one.interval,
        })),
      }),
    })),
  ];
}

/** What the model made of the structures of the heart. */
export function structureSection(
  { saliency, concealment }: StructureResults,
  tasks: ModelResults['tasks'],
  figures: readonly Html[],
): Html {
  return html`<section id="structures">
    <h2>Whether the model looks where the answer is</h2>
    <p>
      These data say what lies under each pixel. Of the saliency (SmoothGrad, middle frame of the
      clip) the share is given that lies on the structure which the task is about, and the share of
      the scanning sector that this structure takes: a map that knows nothing of the heart would
      have as much of the one as of the other, a ratio of 1. A ratio above 1 does not show that the
      model measures as a reader does.
    </p>
    <div class="figures">${figures}</div>
    ${tableHtml({
      caption: 'Saliency on the structure',
      columns: ['Task: structure', 'Clips', 'Of the saliency', 'Of the sector', 'Ratio'],
      rows: saliency.map(({ taskId, structure, inside, area, ratio, ...counts }) => [
        `${tasks[taskId].name}: ${structure}`,
        countsCell(counts),
        ...[inside, area, ratio].map(shareCell),
      ]),
    })}
    ${concealment.map(({ taskId, structure, hidden, ...counts }) =>
      counts.clips === 0
        ? html`<p>No test clip of ${tasks[taskId].name} was rightly called positive.</p>`
        : html`<p>
              Hiding the ${structure} in every frame should undo the finding; hiding as much of the
              image elsewhere should not. “Under its surroundings”: the speckle around goes on where
              it was. “In black”: as Ghorbani et al. 2020 did; a black patch is itself something to
              see.
            </p>
            ${tableHtml({
              caption: `${tasks[taskId].name}: ${counts.clips} clips of ${counts.patients} patients rightly called positive`,
              columns: ['Hidden', 'No longer called positive', 'Share', 'Change of probability'],
              rows: hidden.map((one) => [
                hiddenName(one, structure),
                `${one.flipped} of ${counts.clips}`,
                textCell(one.flipped / counts.clips, one.interval),
                shareCell(one.change),
              ]),
            })}`,
    )}
  </section>`;
}

function shareCell({ value, interval }: Estimate = {}): Cell {
  return value === undefined ? unknown : textCell(value, interval);
}

function textCell(value: number, interval: Interval | undefined): Cell {
  const below = interval ? intervalText(interval, shareText) : 'no interval';
  return { text: shareText(value), below };
}
