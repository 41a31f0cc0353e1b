import { group, median } from 'd3-array';
import { errorOn, type FittedInterval } from '../calibrate/fit-interval';
import type { OccludedVolume } from './volume-evidence';
import type { OcclusionSummary } from './volume-evaluation';

/**
 * By task id.
 *
 * @param intervals by task id; without one, no change is beyond it
 */
export function summariseOcclusion(
  occluded: readonly OccludedVolume[],
  intervals: Readonly<Record<string, FittedInterval>>,
): Record<string, OcclusionSummary> {
  const byTask = group(occluded, ({ taskId }) => taskId);
  return Object.fromEntries(
    [...byTask].map(([id, clips]) => [id, summaryOf(clips, intervals[id])]),
  );
}

function summaryOf(
  clips: readonly OccludedVolume[],
  interval: FittedInterval | undefined,
): OcclusionSummary {
  const changeOf = (place: 'chamber' | 'elsewhere') =>
    median(clips, (one) => Math.abs(one[place] - one.unoccluded)) ?? NaN;
  const beyond = (place: 'chamber' | 'elsewhere') =>
    interval
      ? clips.filter(({ patientId, unoccluded: truth, [place]: predicted }) => {
          const change = errorOn(interval.scale, { patientId, truth, predicted });
          return Math.abs(change) > interval.halfWidth;
        }).length
      : 0;
  return {
    clips: clips.length,
    chamber: changeOf('chamber'),
    elsewhere: changeOf('elsewhere'),
    chamberBeyond: beyond('chamber'),
    elsewhereBeyond: beyond('elsewhere'),
  };
}
