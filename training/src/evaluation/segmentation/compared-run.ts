import path from 'node:path';
import { UserError } from '@echonet/command-line';
import type { RunFolder } from '../../learning/run-folder';
import {
  isSegmentationRun,
  type SegmentationRun,
  type SegmentationSet,
} from '../../learning/segmentation/config';
import type { SegmentationResults } from './assess-segmentation';
import type { SegmentationEvaluation } from './segmentation-evaluation';

/** Another evaluated run, or this one, as a point of the learning curves. */
export interface CurveRun {
  readonly name: string;
  /** Training patients by data set, in words. */
  readonly training: string;
  /** Name of the run or model whose weights it started from. */
  readonly init?: string;
  /**
   * In the order of this run's data sets; undefined where the other run has not that data set, or it
   * has no test patients.
   */
  readonly sets: readonly (CurveSet | undefined)[];
}

export interface CurveSet {
  readonly trainingPatients: number;
  readonly test: SegmentationResults;
}

/**
 * Reads the results of another run on the data sets that both have.
 *
 * @throws {UserError} when the other run is no evaluated segmentation run, or its test patients are
 *   not those of this run
 */
export function readComparedRun(run: RunFolder, record: SegmentationRun): CurveRun {
  const { directory } = run;
  if (!isSegmentationRun(run)) {
    throw new UserError(
      `${directory} is no segmentation run, so it cannot be compared with one; leave it out of --compare.`,
    );
  }
  const other = run.readJson<SegmentationRun>('run.json');
  const evaluation = run.readJson<SegmentationEvaluation>('metrics.json');
  if (String(evaluation.fingerprints) !== String(other.sets.map((set) => set.fingerprint))) {
    throw new UserError(`${directory} was evaluated on other data; evaluate it again.`);
  }
  const compared = curveRun(path.basename(path.resolve(directory)), other, evaluation, record);
  if (compared.sets.every((set) => set === undefined)) {
    throw new UserError(
      `${directory} has no data set with test patients in common with this run, so it cannot be compared.`,
    );
  }
  return compared;
}

/**
 * A run's results as a point of the learning curves of `record`.
 *
 * @throws {UserError} when its test patients are not those of `record`
 */
export function curveRun(
  name: string,
  own: SegmentationRun,
  evaluation: SegmentationEvaluation,
  record: SegmentationRun,
): CurveRun {
  const { init } = own.config;
  return {
    name,
    training: own.sets.map(({ source, split }) => `${split.train.length} ${source}`).join(' and '),
    ...(init !== undefined && { init: path.basename(path.resolve(init)) }),
    sets: record.sets.map((set): CurveSet | undefined => {
      const index = own.sets.findIndex(({ fingerprint }) => fingerprint === set.fingerprint);
      if (index < 0 || set.split.test.length === 0) {
        return undefined;
      }
      const { split } = own.sets[index];
      if (!sameTestPatients(split, set.split)) {
        throw new UserError(
          `${name} has other test patients of ${set.source} than this run, so it cannot be compared; train both with one split file.`,
        );
      }
      return { trainingPatients: split.train.length, test: evaluation.sets[index].test };
    }),
  };
}

function sameTestPatients(a: SegmentationSet['split'], b: SegmentationSet['split']): boolean {
  return String([...a.test].sort()) === String([...b.test].sort());
}
