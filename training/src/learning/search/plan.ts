import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '@echonet/command-line';
import { writeFileAtomically } from '../../data/write-file-atomically';
import { outcomeFileName, type TrainingConfig, type TrainingOutcome } from '../train/config';
import type { Grid, GridPoint } from './grid';

/** Content of search.json. */
export interface SearchPlan {
  readonly grid: Grid;
  /** Settings of all runs; each run replaces learning rate and weight decay. */
  readonly recipe: TrainingConfig;
}

const planFile = 'search.json';

/** @throws {UserError} when the folder holds no search */
export function readPlan(directory: string): SearchPlan {
  const file = path.join(directory, planFile);
  if (!existsSync(file)) {
    throw new UserError(`${directory} holds no search (no ${planFile}).`);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as SearchPlan;
}

/** Undefined for an unfinished run. */
export function readOutcome(directory: string, point: GridPoint): TrainingOutcome | undefined {
  const file = path.join(runDirectory(directory, point), outcomeFileName);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TrainingOutcome) : undefined;
}

/** e.g. <directory>/runs/07-rate-0.0005-decay-0.0001 */
export function runDirectory(directory: string, point: GridPoint): string {
  const number = String(point.number).padStart(2, '0');
  const name = `${number}-rate-${point.learningRate}-decay-${point.weightDecay}`;
  return path.join(directory, 'runs', name);
}

/**
 * Writes search.json, or checks it against the plan if it exists. Shards that start at the same
 * time write the same content.
 *
 * @throws {UserError} when the folder holds a search with other settings
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
