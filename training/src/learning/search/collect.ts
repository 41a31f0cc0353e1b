import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { TrainingOutcome } from '../train/config';
import { gridPoints, type GridPoint } from './grid';
import { readOutcome, readPlan, runDirectory } from './plan';

export interface SearchResults {
  /** Lowest validation loss first. */
  readonly finished: readonly (GridPoint & TrainingOutcome)[];
  readonly missing: readonly GridPoint[];
}

/**
 * Collects the outcomes of all shards and writes results.csv.
 *
 * @throws {UserError} when the folder holds no search
 */
export function collect(directory: string): SearchResults {
  const finished: (GridPoint & TrainingOutcome)[] = [];
  const missing: GridPoint[] = [];
  for (const point of gridPoints(readPlan(directory).grid)) {
    const outcome = readOutcome(directory, point);
    if (outcome) {
      finished.push({ ...point, ...outcome });
    } else {
      missing.push(point);
    }
  }
  finished.sort((a, b) => a.bestLoss - b.bestLoss);
  const header = [
    'rank',
    'run',
    'learning rate',
    'weight decay',
    'validation loss',
    'epoch',
    'folder',
  ];
  const rows = finished.map((one, index) => [
    index + 1,
    one.number,
    one.learningRate,
    one.weightDecay,
    one.bestLoss,
    one.bestEpoch,
    path.relative(directory, runDirectory(directory, one)),
  ]);
  writeFileSync(path.join(directory, 'results.csv'), stringify([header, ...rows]));
  return { finished, missing };
}

/** Lines for the terminal. */
export function describeResults(directory: string, { finished, missing }: SearchResults): string[] {
  const lines = finished.map(({ number, learningRate, weightDecay, bestLoss, bestEpoch }) =>
    [
      String(number).padStart(4),
      String(learningRate).padStart(10),
      String(weightDecay).padStart(10),
      bestLoss.toFixed(4).padStart(12),
      String(bestEpoch).padStart(6),
    ].join(''),
  );
  return [
    ' run      rate     decay        loss epoch',
    ...lines,
    ...(missing.length > 0
      ? [`Not finished: runs ${missing.map((p) => p.number).join(', ')}`]
      : []),
    ...(finished.length > 0
      ? [`Best on validation: echonet evaluate --run ${runDirectory(directory, finished[0])}`]
      : []),
  ];
}
