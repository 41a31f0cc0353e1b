import type { Chart } from '../figures/chart';
import { roundDomain } from '../figures/domain';
import { palette } from '../figures/palette';
import { renderSvg } from '../figures/render';
import { groupBy } from '../group-by';
import { htmlDocument, warning } from '../report/document';
import { html, Html } from '../report/html';
import { saliencyFigure } from '../report/saliency-figure';
import { tableHtml } from '../report/table';
import { mean } from '../statistics/summary';
import type { TrainedTask } from '../train/standardisation';
import { deletedShares } from './deletion-curve';
import type { Explanation } from './explain-clips';

/** The page with all explanations, their tests first. */
export async function explanationPage(
  explanations: readonly Explanation[],
  tasks: readonly TrainedTask[],
  simulated: boolean,
): Promise<string> {
  const taskName = (id: string) => tasks.find((task) => task.id === id)?.name ?? id;
  const charts: Html[] = [];
  for (const [taskId, of] of groupBy(explanations, (one) => one.taskId)) {
    charts.push(
      html`<figure>${new Html(await renderSvg(deletionChart(taskName(taskId), of)))}</figure>`,
    );
  }
  const body = html`<header>
      <h1>What the model looked at</h1>
      ${warning({ simulated })}
    </header>
    <main>
      <section>
        <h2>Tests of the maps</h2>
        <p>
          A map can be believed as far as it depends on what was learned and its points matter to
          the prediction. <em>Shuffled weights</em>: rank correlation with the map of the same
          network with shuffled weights; near 1 the map shows the picture alone. <em>Deletion</em>:
          change of the logit as more and more of the sector is replaced by its mean grey, the most
          salient squares first, minus that in random order; above 0 what the map shows matters more
          than anything else.
        </p>
        ${tableHtml({
          caption: 'Mean over the explained clips',
          columns: ['Task', 'Method', 'Clips', 'Shuffled weights', 'Deletion, logits'],
          rows: [...groupBy(explanations, (one) => `${one.taskId}/${one.method}`).values()].map(
            (of) => [
              taskName(of[0].taskId),
              of[0].method,
              String(of.length),
              mean(of.map((one) => one.randomisedCorrelation)).toFixed(2),
              mean(of.map((one) => one.deletion.advantage)).toFixed(2),
            ],
          ),
        })}
        <div class="figures">${charts}</div>
      </section>
      <section>
        <h2>Maps</h2>
        ${explanations.map((one) => saliencyFigure(captionOf(one, tasks), one.pictures))}
      </section>
    </main>`;
  return htmlDocument('EchoNet: what the model looked at', body);
}

function captionOf(one: Explanation, tasks: readonly TrainedTask[]): string {
  const { name, unit } = tasks.find(({ id }) => id === one.taskId)!;
  const value = (number: number) => `${number.toPrecision(3)} ${unit}`.trim();
  const truth = one.truth === undefined ? '' : `, true ${value(one.truth)}`;
  return `${name}, ${one.method}, clip ${one.clipId}, frame ${one.frame}: predicted ${value(one.predicted)}${truth}`;
}

const colours = [palette.blue, palette.orange, '#009e73', '#cc79a7'];

/** Deletion curves of all methods, and of a random order, mean over the clips. */
function deletionChart(taskName: string, explanations: readonly Explanation[]): Chart {
  const meanCurve = (curves: readonly (readonly number[])[]) =>
    deletedShares.map((share, i) => ({ x: 100 * share, y: mean(curves.map((curve) => curve[i])) }));
  const methods = [...groupBy(explanations, (one) => one.method)].map(([method, of]) => ({
    method,
    points: meanCurve(of.map(({ deletion }) => deletion.bySaliency)),
  }));
  const random = meanCurve(explanations.map(({ deletion }) => deletion.atRandom));
  const all = [...random, ...methods.flatMap(({ points }) => points)].map(({ y }) => y);
  return {
    title: `${taskName}: deletion`,
    subtitle: 'Change of the logit as squares become grey, the most salient first',
    description: 'Change of the logit by the deleted share of the sector, for each method.',
    x: { title: 'Deleted share of the sector (%)', domain: [0, 100] },
    y: { title: 'Change of the logit', domain: roundDomain([0, ...all]) },
    layers: [
      { kind: 'line', colour: palette.quiet, dash: [5, 4], points: random, label: 'random order' },
      ...methods.map(({ method, points }, i) => ({
        kind: 'line' as const,
        colour: colours[i % colours.length],
        points,
        label: method,
      })),
    ],
  };
}
