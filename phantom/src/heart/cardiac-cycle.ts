/** End of systole, as a part of the cycle that begins at end-diastole. */
export const endSystole = 0.36;

const smoothStep = (from: number, to: number, x: number): number => {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/**
 * Part of the stroke volume that has left the left ventricle: isovolumic contraction, ejection,
 * isovolumic relaxation, early filling, diastasis and atrial contraction. The atria fill by the
 * same curve while the annuli descend.
 *
 * @param phase part of the cycle since end-diastole, 0..1
 * @param atrialKick part of the filling that atrial contraction does: 0 in atrial fibrillation
 * @returns 0 at end-diastole, 1 at end-systole
 */
export function ejectedShare(phase: number, atrialKick: number): number {
  if (phase <= endSystole) {
    return smoothStep(0.03, endSystole, phase);
  }
  const early = smoothStep(endSystole + 0.05, endSystole + 0.26, phase);
  const kick = smoothStep(0.85, 0.99, phase);
  return 1 - (1 - atrialKick) * early - atrialKick * kick;
}

/** Opening of the mitral and tricuspid valves, 0 closed .. 1 open: the E wave and the A wave. */
export function atrioventricularOpening(phase: number, atrialKick: number): number {
  const early =
    smoothStep(endSystole + 0.03, endSystole + 0.1, phase) *
    (1 - 0.6 * smoothStep(endSystole + 0.2, endSystole + 0.34, phase));
  const late = Math.min(0.4, 1.8 * atrialKick) * smoothStep(0.84, 0.9, phase);
  return (early + late) * (1 - smoothStep(0.93, 0.99, phase));
}

/** Opening of the aortic valve, 0 closed .. 1 open. */
export function aorticOpening(phase: number): number {
  return smoothStep(0.02, 0.06, phase) * (1 - smoothStep(endSystole - 0.05, endSystole, phase));
}
