import { shareRowsChart } from '../figures/share-rows';
import { intervalText, shareText } from '../figures/number-text';
import type { Interval } from '../statistics/interval';
import type { OcclusionFill } from '../structures/occlude';
import type { ModelResults } from './assess-model';
import type { OcclusionEffect, StructureResults } from './assess-structures';
import { countsCell, unknown } from './cells';
import type { NamedChart } from './charts';
import type { Estimate } from './estimate';
import { html, type Html } from './html';
import { tableHtml, type Cell } from './table';

const fillNames: Readonly<Record<OcclusionFill, string>> = {
  surroundings: 'under its surroundings',
  mask: 'in black',
};

const occlusionName = ({ place, fill }: OcclusionEffect, structure: string) =>
  `${place === 'structure' ? structure : 'as much elsewhere'}, ${fillNames[fill]}`;

export function structureCharts(
  { saliency, occlusion }: StructureResults,
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
  const found = occlusion.filter(({ clips }) => clips > 0);
  return [
    ...(onStructure.length > 0
      ? [
          {
            name: 'structures-saliency',
            chart: shareRowsChart({
              title: 'Saliency on the structure of the task',
              subtitle: 'Compared with the share of the sector that the structure covers',
              measure: 'Share',
              valueLabel: 'Of the saliency',
              referenceLabel: "Of the sector's area",
              rows: onStructure,
            }),
          },
        ]
      : []),
    ...found.map(({ taskId, structure, clips, effects }) => ({
      name: `structures-occluded-${taskId}`,
      chart: shareRowsChart({
        title: `${tasks[taskId].name}: occlusion`,
        subtitle: `Of ${clips} true positive clips`,
        measure: 'Share no longer positive',
        valueLabel: 'Share',
        rows: effects.map((one) => ({
          name: `${one.place === 'structure' ? structure : 'elsewhere'}, ${fillNames[one.fill]}`,
          value: one.flipped / clips,
          interval: one.interval,
        })),
      }),
    })),
  ];
}

export function structureSection(
  { saliency, occlusion }: StructureResults,
  tasks: ModelResults['tasks'],
  figures: readonly Html[],
): Html {
  return html`<section id="structures">
    <h2>Saliency and occlusion of anatomical structures</h2>
    <p>
      These data have a structure code for every pixel. The table gives the share of the saliency
      (SmoothGrad, middle frame of the clip) on the structure of the task, and the share of the
      scanning sector that the structure covers. An uninformative map has a ratio of 1. A ratio
      above 1 does not show that the model measures as a reader does.
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
    ${occlusion.map(({ taskId, structure, effects, ...counts }) =>
      counts.clips === 0
        ? html`<p>No test clip of ${tasks[taskId].name} is a true positive.</p>`
        : html`<p>
              Occluding the ${structure} in every frame should reverse the finding; occluding a
              region of the same shape elsewhere should not. “Under its surroundings”: filled with
              the mirrored speckle around it. “In black”: as in Ghorbani et al. 2020; a black patch
              is itself visible.
            </p>
            ${tableHtml({
              caption: `${tasks[taskId].name}: ${counts.clips} clips of ${counts.patients} patients, true positives`,
              columns: ['Occluded', 'No longer positive', 'Share', 'Change of probability'],
              rows: effects.map((one) => [
                occlusionName(one, structure),
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
