import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SegmentationNetwork } from '@echonet/models';
import { writeFileAtomically } from '../../../data/write-file-atomically';
import type { SegmentationRun } from '../../../learning/segmentation/config';
import { fileName, type NamedChart } from '../../report/charts';
import { html, type Html } from '../../report/html';
import { pageFigure } from '../../report/page-figure';
import { writeCharts } from '../../report/write-charts';
import { curveRun, type CurveRun } from '../compared-run';
import { intervalCases, type SubsetCases } from '../fit-intervals';
import type { SegmentationEvaluation } from '../segmentation-evaluation';
import type { TrainingCourse } from '../../training-course/training-course';
import { groupTable } from './group-table';
import { intervalSection } from './interval-section';
import { learningCurveCharts, learningCurveSection, setCurves } from './learning-curve-section';
import { measureCharts, measureTable } from './measure-figures';
import { overlapTable } from './overlap-table';
import { decisiveStructure, segmentationPage, setTitle, type SetSection } from './page';
import { counted } from './text';
import { trainingCharts, trainingSection } from '../../training-course/training-section';
import { worstFrames } from './worst-frames';
import { worstFramesHtml } from './worst-frames-section';

export interface SegmentationReportData {
  readonly record: SegmentationRun;
  readonly evaluation: SegmentationEvaluation;
  readonly model: SegmentationNetwork;
  /** In the order of the run's data sets. */
  readonly cases: readonly SubsetCases[];
  /** Other runs for the learning curve. */
  readonly compared: readonly CurveRun[];
  readonly course: TrainingCourse;
}

/**
 * Writes the self-contained `report.html`, and every figure as SVG and PNG to `figures/`, which is
 * emptied first. The worst frames are in the page only. The page is replaced last and atomically.
 */
export async function writeSegmentationReport(
  directory: string,
  data: SegmentationReportData,
): Promise<void> {
  const { record, evaluation, cases, compared, course } = data;
  const folder = path.join(directory, 'figures');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const write = async (charts: readonly NamedChart[]) =>
    (await writeCharts(folder, charts)).map(pageFigure);

  const sets: SetSection[] = [];
  for (const set of record.sets.keys()) {
    sets.push(await setSection(data, set, write));
  }
  const test = intervalCases(cases, record.sets).test;
  const page = segmentationPage({
    record,
    evaluation,
    sets,
    intervals: intervalSection(evaluation.intervals, test),
    learningCurve: compared.length > 0 ? await learningCurve(data, write) : undefined,
    training: trainingSection(course, await write(trainingCharts(course))),
  });
  writeFileAtomically(path.join(directory, 'report.html'), page);
}

type WriteCharts = (charts: readonly NamedChart[]) => Promise<Html[]>;

async function setSection(
  { record, evaluation, model, cases }: SegmentationReportData,
  index: number,
  write: WriteCharts,
): Promise<SetSection> {
  const set = record.sets[index];
  const { test: results } = evaluation.sets[index];
  const { test } = cases[index];
  const heading = { id: `set-${index + 1}`, title: setTitle(set) };
  if (test.length === 0) {
    return { ...heading, body: html`<p>This data set has no test patients.</p>` };
  }
  const structure = decisiveStructure(set);
  const figures = await write(measureCharts(results, test, filePrefix(set.source, index)));
  const frames = await worstFrames(model, test, set, structure);
  return {
    ...heading,
    body: html`<p>
        ${counted(results.clips, 'test clip')} of ${counted(results.patients, 'patient')}.
      </p>
      ${overlapTable(results)} ${measureTable(results)}
      <div class="figures">${figures}</div>
      ${groupTable(test, results, structure, record.config.seed)} ${worstFramesHtml(frames, set)}`,
  };
}

async function learningCurve(
  { record, evaluation, compared }: SegmentationReportData,
  write: WriteCharts,
): Promise<Html> {
  const runs = [curveRun('this run', record, evaluation, record), ...compared];
  const sections = [];
  for (const [index, set] of record.sets.entries()) {
    const curves = setCurves(runs, index, setTitle(set), decisiveStructure(set));
    if (curves.runs.length > 1) {
      const figures = await write(learningCurveCharts(curves, filePrefix(set.source, index)));
      sections.push({ curves, figures });
    }
  }
  return learningCurveSection(sections);
}

/** Of the names of a data set's figures. */
function filePrefix(source: string, index: number): string {
  return `${index + 1}-${fileName(source)}`;
}
