import type { HeartStructure } from '@echonet/models/measures';
import type { NamedChart } from '../../report/charts';
import type { Estimate } from '../../report/estimate';
import { html, type Html } from '../../report/html';
import { tableHtml } from '../../report/table';
import type { SegmentationResults } from '../assess-segmentation';
import type { CurveRun, CurveSet } from '../compared-run';
import { learningCurveChart, type CurveSeries } from './learning-curve-chart';
import { numberCell, phaseTitles, structureTitles } from './text';

/** Learning curves on one data set; of its own runs only. */
export interface SetCurves {
  readonly source: string;
  readonly structure: HeartStructure;
  readonly runs: readonly (CurveSet & Pick<CurveRun, 'name' | 'training' | 'init'>)[];
}

/** The runs that have a data set, by the number of its training patients. */
export function setCurves(
  runs: readonly CurveRun[],
  set: number,
  source: string,
  structure: HeartStructure,
): SetCurves {
  return {
    source,
    structure,
    runs: runs
      .flatMap(({ name, training, init, sets }) => {
        const results = sets[set];
        return results ? [{ name, training, init, ...results }] : [];
      })
      .sort((a, b) => a.trainingPatients - b.trainingPatients),
  };
}

const efError = ({ measures }: SegmentationResults) =>
  measures.find(({ measure }) => measure === 'EF')?.metrics.mae;

/** Figures where the runs differ in their number of patients. */
export function learningCurveCharts(
  { source, structure, runs }: SetCurves,
  prefix: string,
): NamedChart[] {
  if (new Set(runs.map(({ trainingPatients }) => trainingPatients)).size < 2) {
    return [];
  }
  const series = (label: string, of: (test: SegmentationResults) => Estimate | undefined) => ({
    label,
    points: runs.flatMap(({ trainingPatients, test }) => {
      const { value, interval } = of(test) ?? {};
      return value === undefined ? [] : [{ patients: trainingPatients, value, interval }];
    }),
  });
  const dice = phasesOf(runs, structure).map((phase): CurveSeries =>
    series(phaseTitles[phase], diceOf(structure, phase)),
  );
  const errors = series('EF', efError);
  return [
    {
      name: `${prefix}-learning-curve-dice`,
      chart: learningCurveChart({
        title: `${source}: ${structureTitles[structure].toLowerCase()} Dice`,
        metricName: 'Dice on the test patients',
        highest: 1,
        series: dice,
      }),
    },
    ...(errors.points.length > 1
      ? [
          {
            name: `${prefix}-learning-curve-ejection-fraction`,
            chart: learningCurveChart({
              title: `${source}: error of the ejection fraction`,
              metricName: 'Mean absolute error on the test patients (%)',
              series: [errors],
            }),
          },
        ]
      : []),
  ];
}

export function learningCurveSection(
  curves: readonly { readonly curves: SetCurves; readonly figures: readonly Html[] }[],
): Html {
  return html`<section id="learning-curve">
    <h2>Learning curve</h2>
    <p>
      This run and those named by <code>--compare</code>, on the same test patients, by the number
      of training patients. Where the last step up still raises Dice, more patients are likely to
      help; where it does not, better masks or images are.
    </p>
    ${curves.map(
      ({ curves: { source, structure, runs }, figures }) =>
        html`<div class="figures">${figures}</div>
          ${tableHtml({
            caption: `${source}: by number of training patients`,
            columns: [
              'Run',
              'Trained on',
              ...phasesOf(runs, structure).map(
                (phase) => `${structure} Dice, ${phaseTitles[phase]}`,
              ),
              'EF r',
              'EF mean absolute error (%)',
            ],
            rows: runs.map(({ name, training, init, test }) => [
              name,
              { text: training, below: init && `from the weights of ${init}` },
              ...phasesOf(runs, structure).map((phase) =>
                numberCell(diceOf(structure, phase)(test), 3),
              ),
              numberCell(test.measures.find(({ measure }) => measure === 'EF')?.metrics.r, 3),
              numberCell(efError(test), 1),
            ]),
          })}`,
    )}
  </section>`;
}

function phasesOf(runs: SetCurves['runs'], structure: HeartStructure) {
  const [own] = runs.map(({ test }) =>
    test.structures.filter((one) => one.structure === structure),
  );
  return (own ?? []).map(({ phase }) => phase);
}

function diceOf(structure: HeartStructure, phase: keyof typeof phaseTitles) {
  return ({ structures }: SegmentationResults): Estimate | undefined =>
    structures.find((one) => one.structure === structure && one.phase === phase)?.metrics.dice;
}
