/** Where a tenth is enough to fit an interval. */
const usualShare = 0.1;

/** Largest share: the others are needed to learn from. */
const largestShare = 0.25;

/** A 90 % interval takes 9 patients to fit; a few more let a label be missing here and there. */
const wantedPatients = 12;
export const fewestForInterval = 9;

/**
 * Share of the patients outside the test set on which intervals are fit: a tenth, of small cohorts as
 * much as an interval takes.
 *
 * @returns 0 where the patients are too few for a set of their own
 */
export function usualCalibrationShare(patients: number): number {
  const share = Math.min(largestShare, Math.max(usualShare, wantedPatients / patients));
  return Math.round(share * patients) < fewestForInterval ? 0 : share;
}
