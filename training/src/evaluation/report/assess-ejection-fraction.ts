import type { BootstrapOptions } from '../statistics/bootstrap';
import { mean } from '../statistics/summary';
import { comparePaired } from './compare-paired';
import type { Estimates } from './estimate';
import type { ReportClip, ReportTask } from './report-data';
import { pick, taskClips, type Counts, type TaskClips } from './task-clips';

/** EF predicted directly and EF from the predicted volumes, on the same test clips. */
export interface EjectionFractionResults extends Counts {
  readonly direct: Estimates;
  /** EF = 100 (EDV - ESV) / EDV. */
  readonly fromVolumes: Estimates;
  /** From volumes minus direct, in the same resamples. */
  readonly difference: Estimates;
  /** Clips left out because a volume was not predicted or the predicted EDV is not above 0. */
  readonly withoutVolumes: number;
}

/** Both predictions of EF, paired by clip. */
export interface EjectionFractionClips {
  readonly direct: TaskClips;
  readonly fromVolumes: TaskClips;
  readonly withoutVolumes: number;
}

/** The metrics of EF use neither. */
const context = { threshold: NaN, trainingMean: NaN };

/**
 * Test clips with a true EF and all three predictions. Undefined when there are none or the model
 * lacks one of the tasks.
 */
export function ejectionFractionClips(
  tasks: readonly ReportTask[],
  clips: readonly ReportClip[],
): EjectionFractionClips | undefined {
  if (!['EF', 'EDV', 'ESV'].every((id) => tasks.some((task) => task.id === id))) {
    return undefined;
  }
  const all = taskClips(clips, 'EF', 'test');
  const fractions = all.clips.map(({ frames: { EDV = [], ESV = [] } }) => {
    const endDiastolic = mean(EDV);
    return endDiastolic > 0 ? (100 * (endDiastolic - mean(ESV))) / endDiastolic : NaN;
  });
  const usable = [...fractions.keys()].filter((index) => Number.isFinite(fractions[index]));
  if (usable.length === 0) {
    return undefined;
  }
  const direct = pick(all, usable);
  return {
    direct,
    fromVolumes: { ...direct, predicted: usable.map((index) => fractions[index]) },
    withoutVolumes: all.clips.length - usable.length,
  };
}

export function assessEjectionFraction(
  { direct, fromVolumes, withoutVolumes }: EjectionFractionClips,
  options: BootstrapOptions,
): EjectionFractionResults {
  const { first, second, ...rest } = comparePaired(
    { known: direct, context },
    { known: fromVolumes, context },
    ['r2', 'mae', 'bias', 'limitLow', 'limitHigh'],
    options,
  );
  return { ...rest, direct: first, fromVolumes: second, withoutVolumes };
}
