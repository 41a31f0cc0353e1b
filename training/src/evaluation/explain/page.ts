import { group } from 'd3-array';
import { renderPng, renderSvg } from '../figures/render';
import { fileName } from '../report/charts';
import { htmlDocument, warning } from '../report/document';
import { html, type Html } from '../report/html';
import { pageFigure, pngUrl } from '../report/page-figure';
import { tableHtml } from '../report/table';
import { mean } from '../statistics/summary';
import type { TrainedTask } from '../../learning/train/trained-task';
import { deletionChart } from './deletion-chart';
import type { Explanation } from './explain-clips';
import { methodNames } from './methods';

/** HTML page with the tests of the saliency maps and the maps. */
export async function explanationPage(
  explanations: readonly Explanation[],
  tasks: readonly TrainedTask[],
  simulated: boolean,
): Promise<string> {
  const explained = [...group(explanations, (one) => one.taskId)].map(([taskId, of]) => ({
    task: tasks.find(({ id }) => id === taskId)!,
    of,
  }));
  const charts = await Promise.all(
    explained.map(async ({ task, of }) => {
      const svg = await renderSvg(deletionChart(task.name, of));
      return { name: `${fileName(task.id)}-deletion`, svg, png: await renderPng(svg) };
    }),
  );
  const body = html`<header>
      <h1>Saliency maps</h1>
      ${warning({ simulated })}
    </header>
    <main>
      <section>
        <h2>Tests of the maps</h2>
        <p>
          A map is credible if it depends on the learned weights and if its salient pixels matter to
          the prediction. <em>Shuffled weights</em>: rank correlation with the map of the network
          with shuffled weights; near 1 the map reflects the image alone. <em>Deletion</em>: change
          of the logit as the sector is replaced by its mean grey value, the most salient squares
          first, minus that in random order; above 0 the salient squares matter more than others.
        </p>
        ${explained.map(({ task, of }) => testsTable(task, of))}
        <div class="figures">${charts.map(pageFigure)}</div>
      </section>
      ${explained.map(({ task, of }) => mapsSection(task, of))}
    </main>`;
  return htmlDocument('EchoNet: saliency maps', body);
}

function testsTable({ name }: TrainedTask, explanations: readonly Explanation[]): Html {
  return tableHtml({
    caption: `${name}, mean over the explained clips`,
    columns: ['Method', 'Clips', 'Shuffled weights', 'Deletion, logits', 'above 0 in'],
    rows: [...group(explanations, (one) => one.method)].map(([method, of]) => {
      const advantages = of.map((one) => one.deletion.advantage);
      return [
        methodNames[method],
        String(of.length),
        signed(mean(of.map((one) => one.randomisedCorrelation))),
        signed(mean(advantages)),
        `${advantages.filter((advantage) => advantage > 0).length} of ${of.length}`,
      ];
    }),
  });
}

function mapsSection(task: TrainedTask, explanations: readonly Explanation[]): Html {
  const clips = [...group(explanations, (one) => one.clipId).values()];
  return html`<section>
    <h2>${task.name}</h2>
    ${clips.map((ofClip) => clipFigure(ofClip, task))}
  </section>`;
}

/** The frame of a clip with the map of each method, alone and over the frame. */
function clipFigure(ofClip: readonly Explanation[], task: TrainedTask): Html {
  const [one] = ofClip;
  const alt = (kind: string, method?: string) =>
    [kind, method, task.name, `clip ${one.clipId}`].filter(Boolean).join(', ');
  return html`<figure>
    <figcaption>${captionOf(one, task)}</figcaption>
    <div class="table">
      <table class="images">
        <thead>
          <tr>
            <th scope="col">Frame ${one.frame}</th>
            ${ofClip.map(
              ({ method, randomisedCorrelation, deletion }) =>
                html`<th scope="col">
                  ${methodNames[method]}<small
                    >shuffled ${signed(randomisedCorrelation)}, deletion
                    ${signed(deletion.advantage)}</small
                  >
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td rowspan="2"><img src="${pngUrl(one.images.input)}" alt="${alt('frame')}" /></td>
            ${ofClip.map(
              ({ method, images }) =>
                html`<td>
                  <img src="${pngUrl(images.map)}" alt="${alt('map', methodNames[method])}" />
                </td>`,
            )}
          </tr>
          <tr>
            ${ofClip.map(
              ({ method, images }) =>
                html`<td>
                  <img
                    src="${pngUrl(images.overlap)}"
                    alt="${alt('map over the frame', methodNames[method])}"
                  />
                </td>`,
            )}
          </tr>
        </tbody>
      </table>
    </div>
  </figure>`;
}

function captionOf({ clipId, predicted, truth }: Explanation, task: TrainedTask): string {
  const { kind, unit } = task;
  const predictedText = Number.isNaN(predicted)
    ? 'unknown'
    : kind === 'regression'
      ? `${predicted.toPrecision(3)} ${unit}`
      : `${(100 * predicted).toFixed(predicted > 0.1 ? 0 : 1)} %`;
  const truthText =
    kind === 'regression'
      ? truth !== undefined && `${truth.toPrecision(3)} ${unit}`
      : truth !== undefined && (truth === 1 ? 'yes' : 'no');
  return `Clip ${clipId}: predicted ${predictedText}, true ${truthText || 'unknown'}`;
}

function signed(value: number): string {
  return value.toFixed(2).replace('-', '\u2212');
}
