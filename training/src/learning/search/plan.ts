import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '@echonet/command-line';
import { writeFileAtomically } from '../../data/write-file-atomically';
import { outcomeFileName, type TrainingConfig, type TrainingOutcome } from '../train/config';
import type { Grid, GridPoint } from './grid';

/** search.json: what is searched. */
export interface SearchPlan {
  readonly grid: Grid;
  /** What all runs have in common; each run's own rate and decay take the place of these. */
  readonly recipe: TrainingConfig;
}

const planFile = 'search.json';

/** The plan of a search that was begun. @throws {UserError} when there is none */
export function readPlan(directory: string): SearchPlan {
  const file = path.join(directory, planFile);
  if (!existsSync(file)) {
    throw new UserError(`${directory} holds no search (no ${planFile}).`);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as SearchPlan;
}

/** How a run ended, if it has. */
export function readOutcome(directory: string, point: GridPoint): TrainingOutcome | undefined {
  const file = path.join(runDirectory(directory, point), outcomeFileName);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TrainingOutcome) : undefined;
}

/** The folder of one run, e.g. runs/07-rate-0.0005-decay-0.0001. */
export function runDirectory(directory: string, point: GridPoint): string {
  const number = String(point.number).padStart(2, '0');
  const name = `${number}-rate-${point.learningRate}-decay-${point.weightDecay}`;
  return path.join(directory, 'runs', name);
}

/**
 * Writes down what is searched. Several shards may begin at once: all write the same, and each whole
 * or not at all.
 *
 * @throws {UserError} when the folder holds another search
 */
export function writePlan(directory: string, plan: SearchPlan): void {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, planFile);
  const asWritten = JSON.parse(JSON.stringify(plan)) as SearchPlan;
  if (existsSync(file)) {
    if (!isDeepStrictEqual(readPlan(directory), asWritten)) {
      throw new UserError(
        `${directory} holds a search with other settings; repeat its settings or choose another --out.`,
      );
    }
    return;
  }
  writeFileAtomically(file, `${JSON.stringify(plan, undefined, 2)}\n`);
}
