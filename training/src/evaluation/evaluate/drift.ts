import type { WeightType } from '../../learning/network/encode-weights';
import type { RunFolder } from '../../learning/run-folder';
import type { TrainingRun } from '../../learning/train/config';
import { openNetwork } from './open-network';
import { clipLogits, clipValue, type ClipLogits } from './predict-clips';
import { maxFloat16Drift, weightDrift } from './weight-drift';

/**
 * Effect of the rounded weights on the predictions of the test clips, by task id.
 *
 * @param clips predicted with the rounded weights
 * @returns see {@link weightDrift}; tasks with constant labels are left out
 */
export async function roundingDrift(
  run: RunFolder,
  record: TrainingRun,
  type: WeightType,
  clips: readonly ClipLogits[],
): Promise<Record<string, number>> {
  if (type === 'float32') {
    return {};
  }
  const { network } = await openNetwork(run, record, 'float32', record.input);
  const test = clips.filter(({ subset }) => subset === 'test');
  const exact: ClipLogits['logits'][] = [];
  for (const { clip } of test) {
    exact.push(await clipLogits(network, clip, record));
  }
  network.dispose();
  const drift: Record<string, number> = {};
  for (const task of record.tasks) {
    const { id } = task;
    const known = test.flatMap((one, i) => {
      const truth = one.clip.labels[id];
      const rounded = clipValue(task, one);
      return truth === undefined || Number.isNaN(rounded)
        ? []
        : [{ truth, exact: clipValue(task, { ...one, logits: exact[i] }), rounded }];
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
    run.log(
      `${id}: ${type} weights change predictions by ${(100 * share).toFixed(3)} % of the labels' standard deviation`,
    );
    if (type === 'float16' && share > maxFloat16Drift) {
      run.log(
        `Warning: that is more than ${100 * maxFloat16Drift} %; export ${id} with ` +
          '--weights float32, or inspect its weights.',
      );
    }
  }
  return drift;
}
