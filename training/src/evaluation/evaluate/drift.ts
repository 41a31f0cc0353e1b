import type { WeightType } from '../../learning/network/encode-weights';
import type { RunFolder } from '../../learning/run-folder';
import type { TrainingRun } from '../../learning/train/config';
import { openNetwork } from './open-network';
import { clipLogits, clipValue, type ClipLogits } from './predict-clips';
import { mostDriftOfFloat16, weightDrift } from './weight-drift';

/**
 * How far the rounding of the weights moves the predictions of the test clips, by task.
 *
 * @param clips predicted with the rounded weights
 * @returns see weightDrift; tasks whose labels do not vary are left out
 */
export async function driftOfRounding(
  run: RunFolder,
  record: TrainingRun,
  type: WeightType,
  clips: readonly ClipLogits[],
): Promise<Record<string, number>> {
  if (type === 'float32') {
    return {};
  }
  const { network } = await openNetwork(run, record, 'float32');
  const test = clips.filter(({ side }) => side === 'test');
  const exact: ClipLogits['logits'][] = [];
  for (const { clip } of test) {
    exact.push(await clipLogits(network, clip, record));
  }
  network.dispose();
  const drift: Record<string, number> = {};
  for (const task of record.tasks) {
    const { id } = task;
    const known = test.flatMap(({ clip, logits }, i) => {
      const truth = clip.labels[id];
      return truth === undefined
        ? []
        : [{ truth, exact: clipValue(task, exact[i][id]), rounded: clipValue(task, logits[id]) }];
    });
    const share = weightDrift(
      known.map((one) => one.exact),
      known.map((one) => one.rounded),
      known.map((one) => one.truth),
    );
    if (share === undefined) {
      continue;
    }
    drift[id] = share;
    run.log(`${id}: ${type} weights move it by ${(100 * share).toFixed(3)} % of its spread`);
    if (type === 'float16' && share > mostDriftOfFloat16) {
      run.log(
        `Warning: that is more than ${100 * mostDriftOfFloat16} %; export ${id} with ` +
          '--weights float32, or look at its weights.',
      );
    }
  }
  return drift;
}
