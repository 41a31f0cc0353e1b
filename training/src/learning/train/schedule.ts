/**
 * Learning rate schedule: linear warm-up over the first steps, then cosine decay to 0
 * (Loshchilov and Hutter 2017).
 *
 * @param step from 0
 * @param warmUpShare share of the steps with a rising rate
 */
export function learningRateAt(
  step: number,
  totalSteps: number,
  peak: number,
  warmUpShare = 0.05,
): number {
  const warmUp = Math.max(1, Math.round(totalSteps * warmUpShare));
  if (step < warmUp) {
    return (peak * (step + 1)) / warmUp;
  }
  const progress = (step - warmUp) / Math.max(1, totalSteps - warmUp);
  return (peak * (1 + Math.cos(Math.PI * Math.min(1, progress)))) / 2;
}
