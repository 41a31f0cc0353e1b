import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RunningBackend } from '../backends/backends';
import { RunFolder } from '../run-folder';
import { outcomeFileName } from '../train/config';
import { train } from '../train/train';
import { gridPoints, shardPoints, type Shard } from './grid';
import { runDirectory, writePlan, type SearchPlan } from './plan';

export interface SearchSettings {
  readonly directory: string;
  readonly plan: SearchPlan;
  readonly shard: Shard;
  readonly backend: RunningBackend;
  readonly shouldStop: () => boolean;
  readonly log: (line: string) => void;
}

/**
 * Trains the points of a shard one after the other, each in its folder under `<directory>/runs`.
 * Finished runs are skipped and interrupted ones resumed.
 *
 * @returns whether all points of the shard are finished
 * @throws {UserError} when the folder holds a search with other settings
 */
export async function search(settings: SearchSettings): Promise<boolean> {
  const { directory, plan, shard, log } = settings;
  writePlan(directory, plan);
  for (const point of shardPoints(gridPoints(plan.grid), shard)) {
    const folder = runDirectory(directory, point);
    if (existsSync(path.join(folder, outcomeFileName))) {
      continue;
    }
    const { learningRate, weightDecay, number } = point;
    log(`Run ${number}: learning rate ${learningRate}, weight decay ${weightDecay}`);
    const begun = existsSync(path.join(folder, 'run.json'));
    const run = begun ? RunFolder.open(folder) : RunFolder.create(folder);
    const { finished } = await train({
      run,
      backend: settings.backend,
      config: begun ? undefined : { ...plan.recipe, learningRate, weightDecay },
      shouldStop: settings.shouldStop,
    });
    if (!finished) {
      return false;
    }
  }
  return true;
}
