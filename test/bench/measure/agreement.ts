import { max } from 'd3-array';

export interface Agreement {
  /** Defined by logitAgreement and gradientAgreement; Infinity for NaN or a wrong length. */
  readonly error: number;
  readonly agrees: boolean;
}

export const logitTolerance = 1e-3;

export const gradientTolerance = 1e-3;

/**
 * Largest difference from the reference, relative to the largest logit there.
 *
 * @param logits of a batch whose images repeat those of the reference
 */
export function logitAgreement(
  logits: ArrayLike<number>,
  reference: readonly number[],
  expectedLength: number,
): Agreement {
  const scale = max(reference, Math.abs) ?? NaN;
  let error = logits.length === expectedLength ? 0 : Infinity;
  for (let i = 0; i < logits.length; i++) {
    const difference = Math.abs(logits[i] - reference[i % reference.length]) / scale;
    // Also true for NaN.
    if (!(difference <= error)) {
      error = Number.isNaN(difference) ? Infinity : difference;
    }
  }
  return { error, agrees: error <= logitTolerance };
}

/** The larger of 1 - cosine of the angle to the reference and the relative difference in length. */
export function gradientAgreement(
  gradient: ArrayLike<number>,
  reference: readonly number[],
): Agreement {
  if (gradient.length !== reference.length) {
    return { error: Infinity, agrees: false };
  }
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < gradient.length; i++) {
    dot += gradient[i] * reference[i];
    aa += gradient[i] ** 2;
    bb += reference[i] ** 2;
  }
  const direction = 1 - dot / Math.sqrt(aa * bb);
  const size = Math.abs(Math.sqrt(aa / bb) - 1);
  const error = Math.max(direction, size);
  return Number.isNaN(error)
    ? { error: Infinity, agrees: false }
    : { error, agrees: error <= gradientTolerance };
}
