import { ProgressBar } from '@echonet/command-line';
import { describeBackend, type RunningBackend } from '../../learning/backends/backends';
import type { WeightType } from '../../learning/network/encode-weights';
import type { RunFolder } from '../../learning/run-folder';
import { openSegmentationRun } from '../../learning/segmentation/start-segmentation';
import { stepsPerEpoch } from '../../learning/segmentation/train-in-steps';
import { fittingClips, splitClips } from '../../learning/train/run-data';
import { nextExport } from '../next-export';
import { openNetwork } from '../evaluate/open-network';
import { assessSegmentation } from './assess-segmentation';
import { casesTable } from './cases-table';
import { readComparedRun } from './compared-run';
import { fitIntervals, intervalCases } from './fit-intervals';
import { fitQuality, type RatedCase } from './fit-quality';
import { measureCase, type SegmentationCase } from './measure-cases';
import { writeSegmentationReport } from './report/write-segmentation-report';
import type { SegmentationEvaluation } from './segmentation-evaluation';
import {
  readTrainingCourse,
  trainingRemarks,
  unfinishedWarning,
  type LossKind,
} from '../training-course/training-course';

const structureLosses: LossKind = {
  training: 'Training: cross-entropy + 1 − Dice',
  validation: 'Validation: 1 − Dice',
  combined: 'mean',
  stepsPerEpoch,
  areComparable: true,
  caveat: ', although only the former has the cross-entropy in it',
};

export interface EvaluateSegmentationSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  readonly weights: WeightType;
  /** Evaluated segmentation runs with the same test patients, for the learning curve. */
  readonly compareTo: readonly RunFolder[];
}

/**
 * Segments every labelled frame of the test patients, and of those that intervals are fit on, with the
 * weights as exported, and writes cases.csv, metrics.json and the report.
 *
 * @throws {UserError} when the run has no weights yet, its data have changed, or a run to compare
 *   with has other test patients
 */
export async function evaluateSegmentation({
  run,
  backend,
  weights,
  compareTo,
}: EvaluateSegmentationSettings): Promise<SegmentationEvaluation> {
  run.log(describeBackend(backend));
  const { record, cohorts } = openSegmentationRun(run);
  const compared = compareTo.map((other) => readComparedRun(other, record));
  const course = readTrainingCourse(
    run,
    Math.ceil(record.config.steps / stepsPerEpoch),
    structureLosses,
  );
  const warning = unfinishedWarning(run, course);
  if (warning) {
    run.log(warning);
  }
  const { network, epoch } = await openNetwork(run, record, weights);
  const model = { network, manifest: record };
  const clips = cohorts.map((cohort, set) => {
    const subsets = splitClips(cohort.clips, record.sets[set].split);
    return { validation: fittingClips(subsets), test: subsets.test };
  });
  const total = clips.reduce(
    (sum, { validation, test }) => sum + validation.length + test.length,
    0,
  );
  const bar = new ProgressBar('Evaluating', total);
  let done = 0;
  const cases: Record<'validation' | 'test', SegmentationCase[]>[] = [];
  for (const [set, subsets] of clips.entries()) {
    const measured = { validation: [] as SegmentationCase[], test: [] as SegmentationCase[] };
    for (const subset of ['validation', 'test'] as const) {
      for (const clip of subsets[subset]) {
        measured[subset].push(await measureCase(model, clip, record.sets[set]));
        bar.update(++done);
      }
    }
    cases.push(measured);
  }
  bar.stop();
  const { seed } = record.config;
  const counted = intervalCases(cases, record.sets);
  const evaluation: SegmentationEvaluation = {
    weights,
    backend: backend.name,
    fingerprints: record.sets.map(({ fingerprint }) => fingerprint),
    epoch,
    sets: record.sets.map(({ source, simulated }, set) => ({
      source,
      simulated,
      validation: assessSegmentation(cases[set].validation, seed),
      test: assessSegmentation(cases[set].test, seed),
    })),
    intervals: fitIntervals(counted),
    quality: fitQuality(counted.validation.map(ratedCase), counted.test.map(ratedCase)),
  };
  run.writeText(
    'cases.csv',
    casesTable(
      cases.flatMap(({ validation, test }) => [
        ...validation.map((one) => ['validation', one] as const),
        ...test.map((one) => ['test', one] as const),
      ]),
    ),
  );
  run.writeJson('metrics.json', evaluation);
  await writeSegmentationReport(run.file('report'), {
    record,
    evaluation,
    model,
    cases,
    compared,
    course,
  });
  network.dispose();
  for (const { source, test } of evaluation.sets) {
    for (const { structure, phase, metrics } of test.structures) {
      run.log(`${source}, ${structure} ${phase}: Dice ${metrics.dice?.value?.toFixed(4) ?? '–'}`);
    }
    for (const { measure, metrics, unit } of test.measures) {
      const { r2, r, mae } = metrics;
      run.log(
        `${source}, ${measure}: R2 ${r2?.value?.toFixed(3) ?? '–'}, r ${r?.value?.toFixed(3) ?? '–'}, mean absolute error ${mae?.value?.toFixed(2) ?? '–'} ${unit}`,
      );
    }
  }
  trainingRemarks(course).forEach((remark) => run.log(remark));
  run.log(`Report: ${run.file('report/report.html')}`);
  run.log(nextExport(run));
  return evaluation;
}

function ratedCase({ quality, truth, predicted }: SegmentationCase): RatedCase {
  const isKnown = truth.EF !== undefined && predicted.EF !== undefined;
  return { quality, ...(isKnown && { efError: predicted.EF - truth.EF }) };
}
