import type { HeartStructure } from '@echonet/models/measures';
import { attributesOf } from '../../evaluate/report-data';
import { minClips } from '../../report/assess-group';
import { countsCell } from '../../report/cells';
import type { Estimate } from '../../report/estimate';
import { html, type Html } from '../../report/html';
import { subgroups } from '../../report/subgroups';
import { tableHtml, type Cell } from '../../report/table';
import { assessSegmentation, type SegmentationResults } from '../assess-segmentation';
import type { SegmentationCase } from '../measure-cases';
import { numberCell, phaseTitles } from './text';

/** A metric that is shown by group. */
interface Column {
  readonly title: string;
  readonly decimals: number;
  of(results: SegmentationResults): Estimate | undefined;
}

/** Dice of a structure and error of EF by image quality, sex, age and the like. */
export function groupTable(
  cases: readonly SegmentationCase[],
  whole: SegmentationResults,
  structure: HeartStructure,
  seed: number,
): Html {
  const attributes = subgroups(cases.map(({ clip }) => ({ attributes: attributesOf(clip) })));
  if (attributes.length === 0) {
    return html`<p class="note">
      By image quality, sex and age: the data set records none of them for its test patients.
    </p>`;
  }
  const columns = columnsOf(whole, structure);
  return html`${tableHtml({
      caption: 'By image quality, sex and age',
      columns: ['', 'Clips', ...columns.map(({ title }) => title)],
      rows: attributes.flatMap(({ attribute, unit, groups }) =>
        groups.map(({ group, clips }) => {
          const members = clips.map((index) => cases[index]);
          return [
            `${attribute}${unit ? ` (${unit})` : ''}: ${group}`,
            countsCell({
              clips: members.length,
              patients: new Set(members.map(({ clip }) => clip.patientId)).size,
            }),
            ...groupCells(members, whole, columns, seed),
          ];
        }),
      ),
    })}
    <p class="note">
      * The interval of the group excludes the value on all test patients; about one group in twenty
      does so by chance. Groups of fewer than ${minClips} clips have no numbers.
    </p>`;
}

function columnsOf(whole: SegmentationResults, structure: HeartStructure): Column[] {
  const dice = whole.structures
    .filter((one) => one.structure === structure)
    .map(({ phase }): Column => ({
      title: `${structure} Dice, ${phaseTitles[phase]}`,
      decimals: 3,
      of: ({ structures }) =>
        structures.find((one) => one.structure === structure && one.phase === phase)?.metrics.dice,
    }));
  const errorOf: Column['of'] = ({ measures }) =>
    measures.find(({ measure }) => measure === 'EF')?.metrics.mae;
  return errorOf(whole)?.value === undefined
    ? dice
    : [...dice, { title: 'EF mean absolute error (%)', decimals: 1, of: errorOf }];
}

function groupCells(
  members: readonly SegmentationCase[],
  whole: SegmentationResults,
  columns: readonly Column[],
  seed: number,
): Cell[] {
  if (members.length < minClips) {
    return ['too few', ...columns.slice(1).map(() => '')];
  }
  const results = assessSegmentation(members, seed);
  return columns.map((column) => groupCell(column, results, whole));
}

function groupCell(
  { of, decimals }: Column,
  results: SegmentationResults,
  whole: SegmentationResults,
): Cell {
  const estimate = of(results);
  const value = of(whole)?.value;
  const interval = estimate?.interval;
  const differs =
    results.clips < whole.clips &&
    value !== undefined &&
    interval !== undefined &&
    (value < interval.low || value > interval.high);
  return numberCell(estimate, decimals, differs);
}
